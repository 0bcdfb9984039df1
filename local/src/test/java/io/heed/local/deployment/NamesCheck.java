package io.heed.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;

import io.heed.local.RealConfiguration;

/** Holds the names by which the parts of a cluster find each other to the resources that carry them. */
final class NamesCheck {

    private final Manifests manifests;
    private final List<String> violations = new ArrayList<>();

    private NamesCheck(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> violations(Manifests manifests, Path root) throws IOException {
        NamesCheck check = new NamesCheck(manifests);
        check.names();
        check.scaling(root);
        return check.violations;
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
                    + manifests.only(Operators.Cluster.class).spec().bootstrap().database() + "?")) {
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
