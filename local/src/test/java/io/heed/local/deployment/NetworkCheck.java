package io.heed.local.deployment;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.strimzi.api.kafka.model.kafka.Kafka;

/** Holds what the cluster's network lets through to the arrows of the architecture. */
final class NetworkCheck {

    private static final String OURS = "app.kubernetes.io/part-of";
    private static final String NAMESPACE = "kubernetes.io/metadata.name";
    private static final Set<String> ALLOWED_OUT = Set.of(
            "kube-system:53/UDP",
            "kube-system:53/TCP",
            "strimzi.io/cluster=heed,strimzi.io/kind=Kafka:9093/TCP",
            "cnpg.io/cluster=heed-database:5432/TCP",
            "0.0.0.0/0:443/TCP");
    private static final Set<String> ALLOWED_TO_BROKERS =
            Set.of(OURS + "=heed:9093", "any namespace's heed.io/submits=true:9093", "keda:9093");
    private static final Set<String> ALLOWED_IN = Set.of("ingress-nginx:8080/TCP", "monitoring:8080/TCP");

    private final Manifests manifests;
    private final List<String> violations = new ArrayList<>();

    private NetworkCheck(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> violations(Manifests manifests) {
        NetworkCheck check = new NetworkCheck(manifests);
        check.network();
        return check.violations;
    }

    private void network() {
        List<NetworkPolicy> ours = manifests
                .all(NetworkPolicy.class)
                .filter(policy -> Optional.ofNullable(
                                policy.getSpec().getPodSelector().getMatchLabels())
                        .orElse(Map.of())
                        .containsKey(OURS))
                .toList();
        equal(
                "arrows out of the services",
                ALLOWED_OUT,
                ours.stream()
                        .flatMap(policy -> policy.getSpec().getEgress().stream())
                        .flatMap(rule -> arrows(rule.getTo(), rule.getPorts()))
                        .collect(Collectors.toSet()));
        equal(
                "arrows into the services",
                ALLOWED_IN,
                ours.stream()
                        .flatMap(policy -> policy.getSpec().getIngress().stream())
                        .flatMap(rule -> arrows(rule.getFrom(), rule.getPorts()))
                        .collect(Collectors.toSet()));
        // Strimzi makes the brokers' policy of these
        equal(
                "arrows into the brokers",
                ALLOWED_TO_BROKERS,
                manifests.only(Kafka.class).getSpec().getKafka().getListeners().stream()
                        .flatMap(listener -> listener.getNetworkPolicyPeers().stream()
                                .map(peer -> peer(peer) + ":" + listener.getPort()))
                        .collect(Collectors.toSet()));
        boolean closed = ours.stream()
                .anyMatch(
                        policy -> Set.copyOf(policy.getSpec().getPolicyTypes()).equals(Set.of("Ingress", "Egress"))
                                && policy.getSpec().getIngress().isEmpty()
                                && policy.getSpec().getEgress().isEmpty());
        if (!closed) {
            violations.add("nothing closes what no policy opens");
        }
        if (ours.stream()
                .anyMatch(policy ->
                        !policy.getSpec().getPodSelector().getMatchLabels().equals(Map.of(OURS, "heed")))) {
            violations.add("a policy selects other pods than the services'");
        }
        manifests
                .all(Deployment.class)
                .filter(deployment -> !"heed"
                        .equals(deployment
                                .getSpec()
                                .getTemplate()
                                .getMetadata()
                                .getLabels()
                                .get(OURS)))
                .forEach(deployment -> violations.add(
                        "no policy reaches " + deployment.getMetadata().getName()));
    }

    private static Stream<String> arrows(List<NetworkPolicyPeer> peers, List<NetworkPolicyPort> ports) {
        // no peer means everybody, no port every port
        List<String> others = peers.isEmpty()
                ? List.of("everybody")
                : peers.stream().map(NetworkCheck::peer).toList();
        List<String> doors = ports.isEmpty()
                ? List.of("every port")
                : ports.stream()
                        .map(port -> port.getPort().getIntVal() + "/"
                                + Objects.requireNonNullElse(port.getProtocol(), "TCP"))
                        .toList();
        return others.stream().flatMap(other -> doors.stream().map(door -> other + ":" + door));
    }

    private static String peer(NetworkPolicyPeer peer) {
        if (peer.getIpBlock() != null) {
            return peer.getIpBlock().getCidr();
        }
        if (peer.getPodSelector() == null) {
            return String.valueOf(peer.getNamespaceSelector().getMatchLabels().get(NAMESPACE));
        }
        String pods = new TreeSet<>(peer.getPodSelector().getMatchLabels().entrySet().stream()
                        .map(Object::toString)
                        .toList())
                .stream().collect(Collectors.joining(","));
        return (peer.getNamespaceSelector() == null ? "" : "any namespace's ") + pods;
    }

    private void equal(String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            violations.add(manifests.overlay() + ": " + what + ": wanted " + wanted + ", found " + found);
        }
    }
}
