package io.heed.action;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import jakarta.annotation.security.RolesAllowed;
import jakarta.persistence.Entity;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** How this service is built; a rule that matches nothing fails. */
class StructureTest {

    private final JavaClasses service = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.heed.action");

    @Test
    void every_endpoint_names_its_roles() {
        check(methods()
                .that()
                .areAnnotatedWith(GET.class)
                .or()
                .areAnnotatedWith(POST.class)
                .or()
                .areAnnotatedWith(PUT.class)
                .should()
                .beAnnotatedWith(RolesAllowed.class));
    }

    @Test
    void features_do_not_depend_on_each_other_in_circles() {
        check(slices().matching("io.heed.action.(*)..").should().beFreeOfCycles());
    }

    @Test
    void entities_stay_inside_their_feature() {
        check(classes().that().areAnnotatedWith(Entity.class).should().bePackagePrivate());
    }

    @Test
    void rules_and_states_know_nothing_of_http_or_sql() {
        check(noClasses()
                .that()
                .haveNameMatching(
                        ".*\\.(ActionState.*|OwnershipRules|OwnershipRule|RuleLine|Glob|Traits|Playbook|Teams)")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jakarta.ws.rs..", "org.jdbi..", "jakarta.persistence.."));
    }

    private void check(ArchRule rule) {
        rule.allowEmptyShould(false).check(service);
    }
}
