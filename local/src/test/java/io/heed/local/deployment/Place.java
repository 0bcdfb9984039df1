package io.heed.local.deployment;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One description of a deployment, as far as it speaks of Heed's own: docker-compose.yml, or an overlay of k8s.
 *
 * @param name for messages
 * @param services by the name of each in paths
 * @param topics the brokers' settings of each topic
 * @param routes which service answers which prefix
 * @param databaseRoles who may log in to the database
 */
record Place(
        String name,
        Map<String, PlacedService> services,
        Map<String, Map<String, String>> topics,
        Map<String, String> routes,
        Set<String> databaseRoles) {

    /**
     * A service as it is placed.
     *
     * @param environment variables that are written out
     * @param secretVariables the names of variables that come from a secret
     * @param secretSettings the names of settings that come in a file
     * @param ports every port under which something in the place expects it
     * @param probes every path of its health that something asks for
     * @param image its image, without the version
     * @param hardening what is missing of what every container of ours has
     */
    record PlacedService(
            Map<String, String> environment,
            Set<String> secretVariables,
            Set<String> secretSettings,
            Set<Integer> ports,
            Set<String> probes,
            String image,
            List<String> hardening) {}
}
