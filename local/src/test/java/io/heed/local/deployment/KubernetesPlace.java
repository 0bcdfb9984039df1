package io.heed.local.deployment;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.networking.v1.HTTPIngressPath;
import io.fabric8.kubernetes.api.model.networking.v1.Ingress;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.strimzi.api.kafka.model.topic.KafkaTopic;

import io.heed.local.RealConfiguration;
import io.heed.local.deployment.Place.PlacedService;

/** Reads an overlay of k8s as the cluster would be told it. */
final class KubernetesPlace {

    private final Manifests manifests;
    private final Set<String> keySettings;

    private KubernetesPlace(Manifests manifests, Set<String> keySettings) {
        this.manifests = manifests;
        this.keySettings = keySettings;
    }

    /** @param keySettings the settings in the Secret of feedback's keys, which the guide has the operator make */
    static Place read(Manifests manifests, Set<String> keySettings) {
        return new KubernetesPlace(manifests, keySettings).place();
    }

    private Place place() {
        Map<String, PlacedService> services = new HashMap<>();
        RealConfiguration.services().forEach(service -> services.put(service, placed(service)));
        return new Place(
                "k8s/overlays/" + manifests.overlay(),
                services,
                manifests
                        .all(KafkaTopic.class)
                        .collect(Collectors.toMap(
                                topic -> topic.getSpec().getTopicName(),
                                topic -> settings(topic.getSpec().getConfig()))),
                routes(),
                manifests.only(Operators.Cluster.class).spec().managed().roles().stream()
                        .filter(Operators.Role::login)
                        .map(Operators.Role::name)
                        .collect(Collectors.toSet()));
    }

    /** Without what says how many copies there are, which is the overlay's to decide. */
    private static Map<String, String> settings(Map<String, Object> config) {
        Map<String, String> settings = new LinkedHashMap<>();
        config.forEach((name, value) -> settings.put(name, String.valueOf(value)));
        settings.remove("min.insync.replicas");
        return settings;
    }

    private Map<String, String> routes() {
        Map<String, String> routes = new HashMap<>();
        for (HTTPIngressPath path : manifests
                .only(Ingress.class)
                .getSpec()
                .getRules()
                .getFirst()
                .getHttp()
                .getPaths()) {
            String backend = path.getBackend().getService().getName();
            if (path.getPathType().equals("Prefix")) {
                routes.put(path.getPath(), backend.replaceFirst("-service$", ""));
            }
        }
        return routes;
    }

    private PlacedService placed(String name) {
        Deployment deployment = manifests.named(Deployment.class, name + "-service");
        PodSpec pod = deployment.getSpec().getTemplate().getSpec();
        Container container = pod.getContainers().getFirst();
        Map<String, String> environment = new LinkedHashMap<>();
        Set<String> secretVariables = new HashSet<>();
        container
                .getEnvFrom()
                .forEach(source -> environment.putAll(manifests
                        .named(ConfigMap.class, source.getConfigMapRef().getName())
                        .getData()));
        for (EnvVar variable : container.getEnv()) {
            if (variable.getValueFrom() == null) {
                environment.put(variable.getName(), variable.getValue());
            } else {
                secretVariables.add(variable.getName());
            }
        }
        Service service = manifests.named(Service.class, name + "-service");
        Set<Integer> ports = new HashSet<>();
        container.getPorts().forEach(port -> ports.add(port.getContainerPort()));
        service.getSpec().getPorts().forEach(port -> ports.add(port.getPort()));
        List<Probe> probes =
                List.of(container.getStartupProbe(), container.getLivenessProbe(), container.getReadinessProbe());
        return new PlacedService(
                environment,
                secretVariables,
                environment.containsKey("QUARKUS_CONFIG_LOCATIONS") ? keySettings : Set.of(),
                ports,
                probes.stream().map(probe -> probe.getHttpGet().getPath()).collect(Collectors.toSet()),
                container.getImage().replaceFirst(":[^:/]*$", ""),
                missing(name, deployment, pod, container, service));
    }

    private List<String> missing(
            String name, Deployment deployment, PodSpec pod, Container container, Service service) {
        Map<String, String> labels =
                deployment.getSpec().getTemplate().getMetadata().getLabels();
        Set<String> ports =
                container.getPorts().stream().map(port -> port.getName()).collect(Collectors.toSet());
        return new Requirements()
                .with("a read-only file system", container.getSecurityContext().getReadOnlyRootFilesystem())
                .with(
                        "no capabilities",
                        container
                                .getSecurityContext()
                                .getCapabilities()
                                .getDrop()
                                .equals(List.of("ALL")))
                .with(
                        "no escalation of privileges",
                        !container.getSecurityContext().getAllowPrivilegeEscalation())
                .with(
                        "a user that is not root and a seccomp profile",
                        pod.getSecurityContext().getRunAsNonRoot()
                                && pod.getSecurityContext()
                                        .getSeccompProfile()
                                        .getType()
                                        .equals("RuntimeDefault"))
                .with("a limit of memory", container.getResources().getLimits().containsKey("memory"))
                .with("no variables of other Services", Boolean.FALSE.equals(pod.getEnableServiceLinks()))
                .with(
                        "spread over zones and nodes",
                        pod.getTopologySpreadConstraints().size() == 2)
                .with(
                        "a selector of its pods",
                        deployment.getSpec().getSelector().getMatchLabels().equals(labels))
                .with(
                        "a Service that selects its pods",
                        service.getSpec().getSelector().equals(labels))
                .with(
                        "a disruption budget of its pods",
                        manifests
                                .named(PodDisruptionBudget.class, name + "-service")
                                .getSpec()
                                .getSelector()
                                .getMatchLabels()
                                .equals(labels))
                .with(
                        "probes of a port that it has",
                        Stream.of(
                                        container.getStartupProbe(),
                                        container.getLivenessProbe(),
                                        container.getReadinessProbe())
                                .allMatch(probe -> ports.contains(
                                        probe.getHttpGet().getPort().getStrVal())))
                .with(
                        "a Service to a port that it has",
                        service.getSpec().getPorts().stream()
                                .allMatch(port ->
                                        ports.contains(port.getTargetPort().getStrVal())))
                .missing();
    }
}
