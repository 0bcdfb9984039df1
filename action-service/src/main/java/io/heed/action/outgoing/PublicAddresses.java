package io.heed.action.outgoing;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/**
 * Tells addresses of the open internet from those that only mean something inside a network or a machine: loopback,
 * link-local, private (RFC 1918), shared (RFC 6598), unique local (RFC 4193), multicast, reserved, and those IPv6 addresses
 * that carry such an IPv4 address.
 */
final class PublicAddresses {

    private PublicAddresses() {}

    /** Whether all of them are of the open internet; none are not. */
    static boolean areAll(InetAddress... addresses) {
        return addresses.length > 0 && Arrays.stream(addresses).allMatch(PublicAddresses::isOne);
    }

    private static boolean isOne(InetAddress address) {
        if (address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return false;
        }
        byte[] bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    private static boolean isPublic4(byte[] bytes) {
        int first = bytes[0] & 0xFF;
        int second = bytes[1] & 0xFF;
        boolean thisNetwork = first == 0;
        boolean shared = first == 100 && (second & 0xC0) == 64;
        boolean protocols = first == 192 && second == 0 && bytes[2] == 0;
        boolean benchmarks = first == 198 && (second & 0xFE) == 18;
        boolean reserved = first >= 240;
        return !thisNetwork && !shared && !protocols && !benchmarks && !reserved;
    }

    private static boolean isPublic6(byte[] bytes) {
        // what is routed on the internet lies in 2000::/3; NAT64's 64:ff9b::/96 leads to IPv4
        boolean translated = startsWith(bytes, 0x00, 0x64, 0xFF, 0x9B) && zeros(bytes, 4, 12);
        if (translated) {
            return carries(bytes, 12);
        }
        boolean sixToFour = startsWith(bytes, 0x20, 0x02);
        if (sixToFour) {
            return carries(bytes, 2);
        }
        boolean tunnelled = startsWith(bytes, 0x20, 0x01, 0x00, 0x00);
        return (bytes[0] & 0xE0) == 0x20 && !tunnelled;
    }

    private static boolean carries(byte[] bytes, int from) {
        try {
            return isOne(InetAddress.getByAddress(Arrays.copyOfRange(bytes, from, from + 4)));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("Four bytes are an address", impossible);
        }
    }

    private static boolean startsWith(byte[] bytes, int... start) {
        for (int index = 0; index < start.length; index++) {
            if ((bytes[index] & 0xFF) != start[index]) {
                return false;
            }
        }
        return true;
    }

    private static boolean zeros(byte[] bytes, int from, int to) {
        for (int index = from; index < to; index++) {
            if (bytes[index] != 0) {
                return false;
            }
        }
        return true;
    }
}
