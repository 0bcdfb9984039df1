package io.heed.local.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

import io.strimzi.api.kafka.model.user.KafkaUser;
import io.strimzi.api.kafka.model.user.KafkaUserAuthorizationSimple;
import io.strimzi.api.kafka.model.user.acl.AclOperation;
import io.strimzi.api.kafka.model.user.acl.AclRule;
import io.strimzi.api.kafka.model.user.acl.AclRuleTopicResource;

/** Holds what each user of Kafka may do to what asyncapi.yaml says that each service does. */
final class TopicAccessCheck {

    private final Manifests manifests;
    private final List<String> violations = new ArrayList<>();

    private TopicAccessCheck(Manifests manifests) {
        this.manifests = manifests;
    }

    static List<String> violations(Manifests manifests, Path root) throws IOException {
        TopicAccessCheck check = new TopicAccessCheck(manifests);
        check.acls(root);
        return check.violations;
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

    private void equal(String what, Object wanted, Object found) {
        if (!wanted.equals(found)) {
            violations.add(manifests.overlay() + ": " + what + ": wanted " + wanted + ", found " + found);
        }
    }
}
