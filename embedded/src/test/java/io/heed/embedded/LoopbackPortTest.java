package io.heed.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

class LoopbackPortTest {

    @Test
    void gives_no_port_twice() {
        assertThat(IntStream.range(0, 2_000).map(i -> LoopbackPort.free())).doesNotHaveDuplicates();
    }

    @Test
    void tells_whether_a_server_listens() throws IOException {
        int port = LoopbackPort.free();
        assertThat(LoopbackPort.isServed(port)).isFalse();
        assertThat(LoopbackPort.isFree(port)).isTrue();
        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(LoopbackPort.isServed(server.getLocalPort())).isTrue();
            assertThat(LoopbackPort.isFree(server.getLocalPort())).isFalse();
        }
    }

    /** A look that took the port for itself made the broker it waited for end: "address already in use". */
    @Test
    void waiting_for_a_server_does_not_stand_in_its_way() throws Exception {
        int port = LoopbackPort.free();
        AtomicBoolean over = new AtomicBoolean();
        Thread looking = Thread.ofVirtual().start(() -> {
            while (!over.get()) {
                LoopbackPort.isServed(port);
            }
        });
        try {
            for (int i = 0; i < 2_000; i++) {
                try (ServerSocket server = new ServerSocket()) {
                    server.setReuseAddress(true);
                    server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
                }
            }
        } finally {
            over.set(true);
            looking.join();
        }
    }
}
