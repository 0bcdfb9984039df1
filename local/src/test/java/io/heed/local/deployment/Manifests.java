package io.heed.local.deployment;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Namespace;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;

/**
 * What an overlay becomes, every resource as an object of its type.
 *
 * @param overlay its folder's name
 * @param resources in the order of kustomize's output
 */
record Manifests(String overlay, List<Object> resources) {

    private static final Map<String, Class<?>> TYPES = Map.ofEntries(
            Map.entry("v1/Namespace", Namespace.class),
            Map.entry("v1/ConfigMap", ConfigMap.class),
            Map.entry("v1/Service", Service.class),
            Map.entry("v1/ServiceAccount", ServiceAccount.class),
            Map.entry("apps/v1/Deployment", Deployment.class),
            Map.entry("policy/v1/PodDisruptionBudget", PodDisruptionBudget.class),
            Map.entry("networking.k8s.io/v1/Ingress", Ingress.class),
            Map.entry("networking.k8s.io/v1/NetworkPolicy", NetworkPolicy.class),
            Map.entry("kafka.strimzi.io/v1/Kafka", Kafka.class),
            Map.entry("kafka.strimzi.io/v1/KafkaNodePool", KafkaNodePool.class),
            Map.entry("kafka.strimzi.io/v1/KafkaTopic", KafkaTopic.class),
            Map.entry("kafka.strimzi.io/v1/KafkaUser", KafkaUser.class),
            Map.entry("postgresql.cnpg.io/v1/Cluster", Operators.Cluster.class),
            Map.entry("postgresql.cnpg.io/v1/ScheduledBackup", Operators.ScheduledBackup.class),
            Map.entry("barmancloud.cnpg.io/v1/ObjectStore", Operators.ObjectStore.class),
            Map.entry("keda.sh/v1alpha1/ScaledObject", Operators.ScaledObject.class),
            Map.entry("keda.sh/v1alpha1/TriggerAuthentication", Operators.TriggerAuthentication.class));

    /** @throws IllegalStateException when kustomize refuses the overlay, or a resource is of no known type */
    static Manifests of(Path root, String overlay) throws IOException, InterruptedException {
        String built = Script.run(root, Map.of(), "kubectl", "kustomize", "k8s/overlays/" + overlay);
        return new Manifests(
                overlay,
                StrictYaml.documents(built).stream().map(Manifests::typed).toList());
    }

    private static Object typed(Object document) {
        Map<?, ?> fields = (Map<?, ?>) document;
        String type = fields.get("apiVersion") + "/" + fields.get("kind");
        Class<?> model = TYPES.get(type);
        if (model == null) {
            throw new IllegalStateException("no type is known for " + type);
        }
        return StrictYaml.as(model, document);
    }

    <T> Stream<T> all(Class<T> type) {
        return resources.stream().filter(type::isInstance).map(type::cast);
    }

    <T> T only(Class<T> type) {
        List<T> found = all(type).toList();
        if (found.size() != 1) {
            throw new IllegalStateException(
                    overlay + " has " + found.size() + " of " + type.getSimpleName() + " instead of one");
        }
        return found.getFirst();
    }

    <T extends io.fabric8.kubernetes.api.model.HasMetadata> T named(Class<T> type, String name) {
        return all(type)
                .filter(resource -> nameOf(resource.getMetadata()).equals(name))
                .findFirst()
                .orElseThrow(() ->
                        new IllegalStateException(overlay + " has no " + type.getSimpleName() + " named " + name));
    }

    static String nameOf(ObjectMeta metadata) {
        return String.valueOf(metadata.getName());
    }
}
