package io.heed.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The front door of docker-compose.yml, as its file says it.
 *
 * @param routes which service answers which prefix, in the order in which they are tried
 * @param ports the port of each service
 */
record FrontDoorFile(LinkedHashMap<String, String> routes, Map<String, Integer> ports) {

    private static final Pattern ROUTE = Pattern.compile("(?m)^\\s+~\\^(\\S+)\\(\\?:\\[/\\?]\\|\\$\\) (\\w+);$");
    private static final Pattern SERVER =
            Pattern.compile("upstream (\\w+) \\{\\s+zone \\1 64k;\\s+server \\1-service:(\\d+) resolve;");

    static FrontDoorFile read(Path file) throws IOException {
        String text = Files.readString(file);
        LinkedHashMap<String, String> routes = new LinkedHashMap<>();
        Matcher route = ROUTE.matcher(text);
        while (route.find()) {
            routes.put(route.group(1), route.group(2));
        }
        Map<String, Integer> ports = new LinkedHashMap<>();
        Matcher server = SERVER.matcher(text);
        while (server.find()) {
            ports.put(server.group(1), Integer.valueOf(server.group(2)));
        }
        return new FrontDoorFile(routes, ports);
    }

    /** A prefix that stands behind a shorter one that covers it is never reached. */
    boolean reaches(String prefix) {
        for (String earlier : routes.keySet()) {
            if (earlier.equals(prefix)) {
                return true;
            }
            if (prefix.startsWith(earlier + "/")) {
                return false;
            }
        }
        return false;
    }
}
