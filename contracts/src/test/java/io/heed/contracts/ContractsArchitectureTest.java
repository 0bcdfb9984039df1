package io.heed.contracts;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The published language stays small enough for everybody to share. A rule that matches no class fails. */
@AnalyzeClasses(packages = "io.heed.contracts", importOptions = DoNotIncludeTests.class)
class ContractsArchitectureTest {

    @ArchTest
    static final ArchRule contracts_lean_on_nothing_but_the_jdk_jackson_and_jspecify = classes()
            .that()
            .resideInAPackage("io.heed.contracts")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("io.heed.contracts", "java..", "com.fasterxml.jackson..", "org.jspecify.annotations")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule an_event_is_a_record_of_a_declared_type = classes()
            .that()
            .implement(HeedEvent.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords()
            .andShould()
            .beAnnotatedWith(EventType.class)
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule only_events_have_an_event_type = classes()
            .that()
            .areAnnotatedWith(EventType.class)
            .should()
            .implement(HeedEvent.class)
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule what_travels_on_one_topic_is_named_an_event = classes()
            .that()
            .areInterfaces()
            .and()
            .areAssignableTo(HeedEvent.class)
            .should()
            .haveSimpleNameEndingWith("Event")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule an_event_is_named_for_what_happened = classes()
            .that()
            .areAnnotatedWith(EventType.class)
            .should()
            .haveNameMatching(".*(ed|Understood)")
            .allowEmptyShould(false);

    @ArchTest
    static final ArchRule nothing_is_named_for_a_layer_or_for_nothing_at_all = noClasses()
            .that()
            .resideInAPackage("io.heed.contracts")
            .should()
            .haveNameMatching(".*(Manager|Helper|Util|Utils|Impl|Dto|Service|Handler)")
            .allowEmptyShould(false);
}
