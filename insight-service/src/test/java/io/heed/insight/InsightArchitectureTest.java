package io.heed.insight;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The features of understanding stay apart, and what they know stays free of frameworks. A rule without match fails. */
@AnalyzeClasses(packages = "io.heed.insight", importOptions = DoNotIncludeTests.class)
class InsightArchitectureTest {

    @ArchTest
    static final ArchRule features_do_not_lean_on_each_other_in_a_circle =
            slices().matching("io.heed.insight.(*)..").should().beFreeOfCycles().allowEmptyShould(false);

    @ArchTest
    static final ArchRule only_what_touches_the_world_knows_the_framework = noClasses()
            .that()
            .resideInAPackage("io.heed.insight.*")
            .and()
            .haveSimpleNameNotEndingWith("Resource")
            .and()
            .haveSimpleNameNotEndingWith("Settings")
            .and()
            .haveSimpleNameNotEndingWith("Loader")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("jakarta..", "io.quarkus..", "io.smallrye..", "org.eclipse.microprofile..")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule reading_a_text_knows_nothing_of_databases_and_topics = noClasses()
            .that()
            .resideInAnyPackage("io.heed.insight.statements", "io.heed.insight.encoder")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..", "org.jdbi..", "org.postgresql..", "org.apache.kafka..", "io.heed.messaging..")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule only_what_keeps_something_speaks_sql = noClasses()
            .that()
            .resideOutsideOfPackages(
                    "io.heed.insight.readings",
                    "io.heed.insight.themes",
                    "io.heed.insight.labels",
                    "io.heed.insight.consolidation",
                    "io.heed.insight.curation",
                    "io.heed.insight.restoring",
                    "io.heed.insight.store",
                    "io.heed.insight")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "org.jdbi..")
            .allowEmptyShould(false);
}
