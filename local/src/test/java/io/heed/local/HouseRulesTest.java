package io.heed.local;

import static com.tngtech.archunit.core.domain.properties.CanBeAnnotated.Predicates.annotatedWith;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * CONTRIBUTING.md's rules, as far as a machine can tell, over the classes of every module. A rule that matches nothing
 * fails, so that a renamed package or annotation can't silence it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HouseRulesTest {

    private static final Path ROOT = Path.of(System.getProperty("heed.home", ".."));
    private static final List<String> SERVICES = List.of("feedback", "insight", "action");

    private JavaClasses all = new ClassFileImporter().importPaths(List.of());

    @BeforeAll
    void readTheClassesOfEveryModule() throws Exception {
        try (Stream<Path> folders = Files.list(ROOT)) {
            all = new ClassFileImporter()
                    .importPaths(folders.map(module -> module.resolve("target/classes"))
                            .filter(Files::isDirectory)
                            .toList());
        }
        Set<String> packages =
                all.stream().map(type -> type.getPackageName()).collect(Collectors.toCollection(TreeSet::new));
        assertThat(packages).contains("io.heed.feedback", "io.heed.insight", "io.heed.action");
    }

    @Test
    void a_service_knows_nothing_of_the_other_services() {
        for (String service : SERVICES) {
            String[] others = SERVICES.stream()
                    .filter(other -> !other.equals(service))
                    .map(other -> "io.heed." + other + "..")
                    .toArray(String[]::new);
            check(noClasses()
                    .that()
                    .resideInAPackage("io.heed." + service + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(others));
        }
    }

    @Test
    void nothing_is_named_for_a_layer_or_for_nothing_at_all() {
        check(noClasses()
                .that()
                .resideInAPackage("io.heed..")
                .should()
                .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto|DTO)"));
    }

    @Test
    void what_answers_http_is_named_a_resource() {
        check(classes().that().areAnnotatedWith("jakarta.ws.rs.Path").should().haveSimpleNameEndingWith("Resource"));
    }

    @Test
    void every_endpoint_says_who_may_call_it() {
        check(methods()
                .that()
                .areAnnotatedWith("jakarta.ws.rs.GET")
                .or()
                .areAnnotatedWith("jakarta.ws.rs.POST")
                .or()
                .areAnnotatedWith("jakarta.ws.rs.PUT")
                .or()
                .areAnnotatedWith("jakarta.ws.rs.DELETE")
                .or()
                .areAnnotatedWith("jakarta.ws.rs.PATCH")
                .should()
                .beAnnotatedWith("jakarta.annotation.security.RolesAllowed")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.security.PermitAll")
                .orShould()
                .beDeclaredInClassesThat(annotatedWith("jakarta.annotation.security.RolesAllowed")));
    }

    @Test
    void a_class_is_given_what_it_needs_by_its_constructor() {
        check(noFields()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.heed..")
                .should()
                .beAnnotatedWith("jakarta.inject.Inject")
                .orShould()
                .beAnnotatedWith("org.eclipse.microprofile.config.inject.ConfigProperty"));
    }

    @Test
    void there_is_no_static_state() {
        check(fields().that()
                .areStatic()
                .and()
                .areDeclaredInClassesThat()
                .resideInAPackage("io.heed..")
                .should()
                .beFinal());
    }

    @Test
    void services_are_told_the_time() {
        check(noClasses()
                .that()
                .resideInAnyPackage(
                        "io.heed.feedback..", "io.heed.insight..", "io.heed.action..", "io.heed.messaging..")
                .should()
                .callMethodWhere(readsTheClock()));
    }

    @Test
    void only_delivery_and_the_ingest_path_speak_to_kafka() {
        check(noClasses()
                .that()
                .resideInAnyPackage("io.heed.feedback..", "io.heed.insight..", "io.heed.action..")
                .and()
                .resideOutsideOfPackages("io.heed.feedback.intake", "io.heed.feedback.submissions")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka.clients.producer..", "org.apache.kafka.clients.consumer.."));
    }

    @Test
    void every_package_is_null_marked() {
        assertThat(all.stream()
                        .filter(type -> type.getPackageName().startsWith("io.heed"))
                        .map(type -> type.getPackage())
                        .distinct())
                .isNotEmpty()
                .allMatch(each -> each.isAnnotatedWith("org.jspecify.annotations.NullMarked"));
    }

    private static DescribedPredicate<JavaMethodCall> readsTheClock() {
        return DescribedPredicate.describe("it reads the clock of the machine", call -> {
            String owner = call.getTarget().getOwner().getName();
            return switch (call.getTarget().getName()) {
                case "now" ->
                    owner.startsWith("java.time.")
                            && call.getTarget().getRawParameterTypes().isEmpty();
                case "currentTimeMillis" -> owner.equals("java.lang.System");
                default -> false;
            };
        });
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(all);
    }
}
