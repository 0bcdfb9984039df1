package io.heed.local.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import io.heed.local.RealConfiguration;

/** Holds docker-compose.yml and the overlays of k8s to how the services are really set, and each other. */
class DeploymentTest {

    private static final Set<String> IN_THE_KEYS_SECRET =
            Set.of("heed.ids.key", "heed.receipts.current-key", "heed.receipts.keys.k1");

    @TempDir
    Path scratch = Path.of("");

    @Test
    void compose_is_true() throws Exception {
        Path checkout = copied();
        assertThat(compose(checkout)).isEmpty();
        assertThat(ComposePlace.uncontained(checkout)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"production", "restored", "small"})
    void every_overlay_is_true(String overlay) throws Exception {
        requireKubectl();
        assertThat(kubernetes(copied(), overlay)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"feedback", "insight", "action"})
    void an_image_runs_what_the_runner_runs(String service) throws Exception {
        Dockerfile image = Dockerfile.read(RealConfiguration.root().resolve(service + "-service/Dockerfile"));
        assertThat(Arrays.asList(
                        image.environment().getOrDefault("JDK_JAVA_OPTIONS", "").split("\\s+", -1)))
                .containsExactlyInAnyOrderElementsOf(RealConfiguration.jvmFlags(service));
        assertThat(image.copied()).isNotEmpty().allSatisfy(source -> assertThat(
                        RealConfiguration.root().resolve(service + "-service/" + source))
                .exists());
        assertThat(image.all("ENTRYPOINT")).containsExactly("[\"java\", \"-jar\", \"/opt/heed/quarkus-run.jar\"]");
    }

    @Test
    void the_setting_that_the_organisation_may_switch_on_is_known() throws Exception {
        requireKubectl();
        Path checkout = copied();
        replace(checkout.resolve("k8s/site/settings.yaml"), "# SMALLRYE_JWT", "SMALLRYE_JWT");
        assertThat(kubernetes(checkout, "production")).isEmpty();
    }

    /** Each of these breaks one thing in one place; a check that does not see it checks nothing. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            value = {
                "docker-compose.yml ¦ KAFKA_BOOTSTRAP_SERVERS: kafka:9092\\n  MP ¦ KAFKA_BOOTSTRAP_SERVER: kafka:9092\\n  MP ¦ needs KAFKA_BOOTSTRAP_SERVERS",
                "docker-compose.yml ¦ QUARKUS_HTTP_PROXY_PROXY ¦ QUARKUS_HTTP_PROXY ¦ knows no setting QUARKUS_HTTP_PROXY_ADDRESS_FORWARDING",
                "docker-compose.yml ¦ HEED_TIME_ZONE: ¦ HEED_TIMEZONE: ¦ insight knows no setting HEED_TIMEZONE",
                "docker-compose.yml ¦ QUARKUS_DATASOURCE_USERNAME: action ¦ QUARKUS_DATASOURCE_USERNAME: insight ¦ action speaks to the database as insight",
                "docker-compose.yml ¦ currentSchema=action ¦ currentSchema=insight ¦ action is sent to the database at",
                "docker-compose.yml ¦ GET /health/action/ready ¦ GET /health/action/readiness ¦ action has no probe at",
                "docker-compose.yml ¦ secrets: [feedback.properties, key-set.json, key-set-ca.crt] ¦ secrets: [key-set.json] ¦ feedback needs HEED_IDS_KEY",
                "docker-compose.yml ¦ insight.properties, action.properties] ¦ insight.properties] ¦ roles of the database",
                "docker-compose.yml ¦ cap_drop: [ALL] ¦ cap_drop: [NET_RAW] ¦ feedback is to have no capabilities",
                "docker-compose.yml ¦ HEED_TIME_ZONE: ${HEED_TIME_ZONE:-UTC} ¦ QUARKUS_DATASOURCE_PASSWORD: geheim ¦ insight has a secret written out",
                "docker/front-door.conf ¦ ^/api/v1/loop(?:[/?]|$) action; ¦ ^/api/v1/loop(?:[/?]|$) insight; ¦ routes",
                "docker/front-door.conf ¦ ^/openapi/insight(?:[/?]|$) insight; ¦ ~~ ¦ routes",
                "docker/front-door.conf ¦ action-service:8080 ¦ action-service:8081 ¦ ports of action",
                "docker/topics.sh ¦ delete.retention.ms=2592000000 ¦ delete.retention.ms=86400000 ¦ topics",
                "docker/topics.sh ¦ topic action.answers ¦ topic action.answer ¦ topics",
                "docker/secrets ¦ heed.receipts.current-key ¦ heed.receipts.key ¦ feedback needs HEED_RECEIPTS_CURRENT_KEY",
                "k8s/platform/roles.sql ¦ CREATE ROLE action LOGIN; ¦ ~~ ¦ roles of the database",
                "feedback-service/Dockerfile ¦ EXPOSE 8080 ¦ EXPOSE 8081 ¦ ports of feedback",
                "insight-service/Dockerfile ¦ USER 10001:10001 ¦ USER root ¦ insight is to have the image's user",
            })
    void a_break_in_compose_is_seen(String file, String what, String instead, String violation) throws Exception {
        Path checkout = copied();
        replace(checkout.resolve(file), what, instead);
        assertThat(compose(checkout)).anySatisfy(said -> assertThat(said).contains(violation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            value = {
                "base/settings.yaml ¦ KAFKA_BOOTSTRAP_SERVERS: heed ¦ KAFKA_BOOTSTRAP: heed ¦ needs KAFKA_BOOTSTRAP_SERVERS",
                "base/settings.yaml ¦ KAFKA_SSL_TRUSTSTORE_TYPE ¦ KAFKA_SSL_TRUST_STORE_TYPE ¦ knows no setting KAFKA_SSL_TRUST_STORE_TYPE",
                "base/settings.yaml ¦ bootstrap:9093 ¦ bootstrap:9092 ¦ brokers' address",
                "base/feedback.yaml ¦ containerPort: 8080 ¦ containerPort: 8081 ¦ ports of feedback",
                "base/feedback.yaml ¦ port: 8080 ¦ port: 80 ¦ ports of feedback",
                "base/insight.yaml ¦ /health/insight/live ¦ /health/live ¦ insight has no probe at /health/live",
                "base/feedback.yaml ¦ group/intake ¦ group/outtake ¦ feedback has no probe at",
                "base/action.yaml ¦ currentSchema=action ¦ currentSchema=feedback ¦ action is sent to the database at",
                "base/action.yaml ¦ heed-action-role ¦ heed-insight-role ¦ secrets of action",
                "base/insight.yaml ¦ name: QUARKUS_DATASOURCE_PASSWORD ¦ name: QUARKUS_DATASOURCE_PASSWORT ¦ insight knows no setting QUARKUS_DATASOURCE_PASSWORT",
                "base/insight.yaml ¦ readOnlyRootFilesystem: true ¦ readOnlyRootFilesystem: false ¦ insight is to have a read-only file system",
                "base/action.yaml ¦ image: heed/action-service ¦ image: heed/insight-service ¦ action has the image",
                "base/ingress.yaml ¦ path: /api/v1/loop ¦ path: /api/v1/loops ¦ routes",
                "base/network.yaml ¦ port: 5432 ¦ port: 5433 ¦ arrows out of the services",
                "base/network.yaml ¦ kubernetes.io/metadata.name: monitoring ¦ app.kubernetes.io/part-of: heed ¦ arrows into the services",
                "base/network.yaml ¦ policyTypes: [Ingress, Egress] ¦ policyTypes: [Ingress] ¦ nothing closes",
                "platform/kafka.yaml ¦ heed.io/submits ¦ heed.io/reads ¦ arrows into the brokers",
                "site/settings.yaml ¦ # SMALLRYE_JWT_CLIENT_TLS_CERTIFICATE_PATH ¦ SMALLRYE_JWT_CLIENT_CERTIFICATE_PATH ¦ knows no setting SMALLRYE_JWT_CLIENT_CERTIFICATE_PATH",
                "platform/topics.yaml ¦ retention.ms: 604800000 ¦ retention.ms: 604800 ¦ topics",
                "platform/topics.yaml ¦ topicName: action.answers ¦ topicName: action.answer ¦ topics",
                "platform/users.yaml ¦ name: heed-integration ¦ name: heed-foreign ¦ what users of Kafka may do",
                "platform/users.yaml ¦ name: action.answers\\n        operations: [Read, Describe, DescribeConfigs] ¦ name: action.answers\\n        operations: [Read, Write] ¦ what users of Kafka may do",
                "platform/database.yaml ¦ - name: action\\n        ensure: present\\n        login: true ¦ - name: action\\n        ensure: present\\n        login: false ¦ roles of the database",
                "overlays/production/scaling.yaml ¦ maxReplicaCount: 12 ¦ maxReplicaCount: 13 ¦ most replicas of insight-service",
                "overlays/production/scaling.yaml ¦ consumerGroup: heed-insight ¦ consumerGroup: insight ¦ nobody reads as the group",
            })
    void a_break_in_the_manifests_is_seen(String file, String what, String instead, String violation) throws Exception {
        requireKubectl();
        Path checkout = copied();
        replace(checkout.resolve("k8s").resolve(file), what, instead);
        assertThat(kubernetes(checkout, "production"))
                .anySatisfy(said -> assertThat(said).contains(violation));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '¦',
            quoteCharacter = '~',
            value = {
                "base/feedback.yaml ¦ failureThreshold: 90 ¦ failureTreshold: 90 ¦ failureTreshold",
                "platform/kafka.yaml ¦ entityOperator: ¦ entitiesOperator: ¦ entitiesOperator",
                "platform/database.yaml ¦ dataChecksums: ¦ checksums: ¦ checksums",
                "overlays/production/scaling.yaml ¦ cooldownPeriod: ¦ coolDown: ¦ coolDown",
            })
    void a_field_that_does_not_exist_is_seen(String file, String what, String instead, String named) throws Exception {
        requireKubectl();
        Path checkout = copied();
        replace(checkout.resolve("k8s").resolve(file), what, instead);
        assertThat(catchThrowable(() -> Manifests.of(checkout, "production"))).hasMessageContaining(named);
    }

    private List<String> compose(Path checkout) throws Exception {
        return PlaceCheck.violations(ComposePlace.read(checkout), scratch.resolve("settings"));
    }

    private List<String> kubernetes(Path checkout, String overlay) throws Exception {
        Manifests manifests = Manifests.of(checkout, overlay);
        List<String> violations = new ArrayList<>(PlaceCheck.violations(
                KubernetesPlace.read(manifests, new HashSet<>(IN_THE_KEYS_SECRET)), scratch.resolve("settings")));
        violations.addAll(NetworkCheck.violations(manifests));
        violations.addAll(TopicAccessCheck.violations(manifests, checkout));
        violations.addAll(NamesCheck.violations(manifests, checkout));
        return violations;
    }

    private Path copied() throws IOException {
        return Checkout.copiedTo(scratch.resolve("checkout"));
    }

    private static void replace(Path file, String what, String instead) throws IOException {
        String before = Files.readString(file);
        String after = before.replaceFirst(
                Pattern.quote(what.replace("\\n", "\n")), Matcher.quoteReplacement(instead.replace("\\n", "\n")));
        assertThat(after).as("what is to be broken is not in " + file).isNotEqualTo(before);
        Files.writeString(file, after);
    }

    private void requireKubectl() {
        try {
            Script.run(scratch, Map.of(), "kubectl", "kustomize", "--help");
        } catch (IOException | IllegalStateException | InterruptedException absent) {
            Assumptions.abort("kubectl is not on this machine, which builds the overlays: " + absent.getMessage());
        }
    }
}
