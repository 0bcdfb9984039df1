package io.heed.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPeer;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclOperation;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;

import io.heed.local.RealConfiguration;

/** Holds what a cluster allows, and the names by which its parts find each other, to the arrows of the architecture. */
final class ArrowsCheck {

    private static final String OURS = "app.kubernetes.io/part-of";
    private static final String NAMESPACE = "kubernetes.io/metadata.name";
    private static final Set<String> ALLOWED_OUT = Set.of(
            "kube-system:53/UDP",
            "kube-system:53/TCP",
            "strimzi.io/cluster=heed,strimzi.io/kind=Kafka:9093/TCP",
            "cnpg.io/cluster=heed-database:5432/TCP",
            "0.0.0.0/0:443/TCP");
    private static final Set<String> ALLOWED_IN = Set.of("ingress-nginx:8080/TCP", "monitoring:8080/TCP");

    private final Manifests manifests;
    private final List<String> violations = new ArrayList<>();

    private ArrowsCheck(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> violations(Manifests manifests, Path root) throws IOException {
        ArrowsCheck check = new ArrowsCheck(manifests);
        check.network();
        check.acls(root);
        check.names();
        check.scaling(root);
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
                : peers.stream().map(ArrowsCheck::peer).toList();
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
        if (peer.getNamespaceSelector() != null) {
            return String.valueOf(peer.getNamespaceSelector().getMatchLabels().get(NAMESPACE));
        }
        return new TreeSet<>(peer.getPodSelector().getMatchLabels().entrySet().stream()
                        .map(Object::toString)
                        .toList())
                .stream().collect(Collectors.joining(","));
    }

    /** What each user may do with topics is what asyncapi.yaml says that each service does, and reading what it wrote. */
    private void acls(Path root) throws IOException {
        Map<String, Set<String>> wanted = new HashMap<>();
        Map<?, ?> contract = (Map<?, ?>) StrictYaml.documents(Files.readString(root.resolve("contracts/asyncapi.yaml")))
                .getFirst();
        for (Object value : ((Map<?, ?>) Objects.requireNonNull(contract.get("operations"))).values()) {
            Map<?, ?> operation = (Map<?, ?>) value;
            String channel = String.valueOf(((Map<?, ?>) Objects.requireNonNull(operation.get("channel"))).get("$ref"))
                    .replace("#/channels/", "");
            boolean sends = "send".equals(operation.get("action"));
            for (Object tag : (List<?>) Objects.requireNonNull(operation.get("tags"))) {
                String who = String.valueOf(((Map<?, ?>) tag).get("name"))
                        .replace("-service", "")
                        .replace("ions", "ion");
                Set<String> may = wanted.computeIfAbsent("heed-" + who, any -> new TreeSet<>());
                may.add((sends ? "Write " : "Read ") + channel);
                if (sends && !who.equals("integration")) {
                    may.add("Read " + channel);
                }
            }
        }
        Map<String, Set<String>> allowed = new HashMap<>();
        manifests
                .all(KafkaUser.class)
                .forEach(user -> allowed.put(Manifests.nameOf(user.getMetadata()), allowed(user)));
        equal("what users of Kafka may do", wanted, allowed);
    }

    private static Set<String> allowed(KafkaUser user) {
        Set<String> allowed = new TreeSet<>();
        for (AclRule rule : ((KafkaUserAuthorizationSimple) user.getSpec().getAuthorization()).getAcls()) {
            if (rule.getResource() instanceof AclRuleTopicResource topic) {
                for (AclOperation operation : rule.getOperations()) {
                    if (Set.of(AclOperation.READ, AclOperation.WRITE).contains(operation)) {
                        allowed.add((operation == AclOperation.READ ? "Read " : "Write ") + topic.getName());
                    } else if (!Set.of(AclOperation.DESCRIBE, AclOperation.DESCRIBECONFIGS)
                            .contains(operation)) {
                        allowed.add(operation + " " + topic.getName());
                    }
                }
            }
        }
        return allowed;
    }

    /** Hosts and secrets are named after the resources whose operators make them. */
    private void names() {
        String brokers = Manifests.nameOf(manifests.only(Kafka.class).getMetadata());
        String database =
                Manifests.nameOf(manifests.only(Operators.Cluster.class).metadata());
        Map<String, String> roleSecrets = manifests.only(Operators.Cluster.class).spec().managed().roles().stream()
                .collect(Collectors.toMap(
                        Operators.Role::name, role -> role.passwordSecret().name()));
        int port = manifests
                .only(Kafka.class)
                .getSpec()
                .getKafka()
                .getListeners()
                .getFirst()
                .getPort();
        for (String service : RealConfiguration.services()) {
            Deployment deployment = manifests.named(Deployment.class, service + "-service");
            Set<String> secrets = secrets(deployment);
            Set<String> wanted = new HashSet<>(Set.of(
                    brokers + "-cluster-ca-cert",
                    "heed-" + service,
                    database + "-ca",
                    roleSecrets.getOrDefault(service, "no role")));
            if (service.equals("feedback")) {
                wanted.add("heed-keys");
            }
            equal("secrets of " + service, wanted, secrets);
            if (manifests.all(KafkaUser.class).noneMatch(user -> Manifests.nameOf(user.getMetadata())
                    .equals("heed-" + service))) {
                violations.add("nobody makes the certificate heed-" + service);
            }
            String url = deployment.getSpec().getTemplate().getSpec().getContainers().getFirst().getEnv().stream()
                    .filter(variable -> variable.getName().equals("QUARKUS_DATASOURCE_JDBC_URL"))
                    .map(variable -> variable.getValue())
                    .collect(Collectors.joining());
            if (!url.startsWith("jdbc:postgresql://" + database + "-rw:5432/"
                    + manifests
                            .only(Operators.Cluster.class)
                            .spec()
                            .bootstrap()
                            .initdb()
                            .database() + "?")) {
                violations.add(service + " is sent to another database: " + url);
            }
        }
        equal(
                "brokers' address",
                brokers + "-kafka-bootstrap:" + port,
                String.valueOf(manifests
                        .named(ConfigMap.class, "heed-settings")
                        .getData()
                        .get("KAFKA_BOOTSTRAP_SERVERS")));
        if (manifests.all(Secret.class).findAny().isPresent()) {
            violations.add("a secret stands in the manifests");
        }
    }

    private static Set<String> secrets(Deployment deployment) {
        var pod = deployment.getSpec().getTemplate().getSpec();
        return Stream.concat(
                        pod.getVolumes().stream()
                                .filter(volume -> volume.getSecret() != null)
                                .map(volume -> volume.getSecret().getSecretName()),
                        pod.getContainers().getFirst().getEnv().stream()
                                .filter(variable -> variable.getValueFrom() != null)
                                .map(variable -> variable.getValueFrom()
                                        .getSecretKeyRef()
                                        .getName()))
                .collect(Collectors.toSet());
    }

    /** Where something scales by lag, it is the lag of a group that reads that topic, up to the topic's partitions. */
    private void scaling(Path root) throws IOException {
        String listener =
                Files.readString(root.resolve("insight-service/src/main/java/io/heed/insight/SignalsListener.java"));
        for (Operators.ScaledObject scaled :
                manifests.all(Operators.ScaledObject.class).toList()) {
            Operators.KafkaTrigger trigger = scaled.spec().triggers().getFirst().metadata();
            int partitions = manifests
                    .all(KafkaTopic.class)
                    .filter(topic -> topic.getSpec().getTopicName().equals(trigger.topic()))
                    .mapToInt(topic -> topic.getSpec().getPartitions())
                    .findFirst()
                    .orElse(0);
            equal(
                    "most replicas of " + scaled.spec().scaleTargetRef().name(),
                    partitions,
                    scaled.spec().maxReplicaCount());
            if (!listener.contains("\"" + trigger.consumerGroup() + "\"")) {
                violations.add("nobody reads as the group " + trigger.consumerGroup());
            }
            manifests.named(Deployment.class, scaled.spec().scaleTargetRef().name());
        }
    }

    private void equal(String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            violations.add(manifests.overlay() + ": " + what + ": wanted " + wanted + ", found " + found);
        }
    }
}
