package io.heed.action.outgoing;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublicAddressesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.8.9.10",
                "0.0.0.0",
                "0.1.2.3",
                "10.1.2.3",
                "100.64.0.1",
                "100.127.255.255",
                "169.254.169.254",
                "172.16.0.1",
                "172.31.255.255",
                "192.0.0.8",
                "192.168.1.1",
                "198.18.0.1",
                "224.0.0.1",
                "240.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "::ffff:10.0.0.1",
                "fe80::1",
                "fec0::1",
                "fc00::1",
                "fd12:3456::1",
                "ff02::1",
                "64:ff9b::10.0.0.1",
                "2002:7f00:1::",
                "2001:0:4136:e378:8000:63bf:3fff:fdd2"
            })
    void an_address_that_only_means_something_inside_is_none_of_the_internet(String address) throws Exception {
        assertThat(PublicAddresses.areAll(InetAddress.getByName(address))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "8.8.8.8",
                "100.63.255.255",
                "100.128.0.1",
                "172.15.0.1",
                "172.32.0.1",
                "198.20.0.1",
                "::ffff:8.8.8.8",
                "2606:4700::1111",
                "64:ff9b::8.8.8.8",
                "2002:808:808::"
            })
    void an_address_of_the_internet_is_one(String address) throws Exception {
        assertThat(PublicAddresses.areAll(InetAddress.getByName(address))).isTrue();
    }

    @Test
    void one_address_inside_is_enough_to_refuse_a_name_and_so_is_none_at_all() throws Exception {
        assertThat(PublicAddresses.areAll(InetAddress.getByName("8.8.8.8"), InetAddress.getByName("10.0.0.1")))
                .isFalse();
        assertThat(PublicAddresses.areAll()).isFalse();
    }
}
