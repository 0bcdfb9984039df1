package io.heed.feedback;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jdbi.v3.core.Handle;

@AnalyzeClasses(packages = "io.heed.feedback", importOptions = ImportOption.DoNotIncludeTests.class)
class StructureTest {

    @ArchTest
    static final ArchRule SQL_STANDS_IN_STORES = noClasses()
            .that()
            .haveNameNotMatching(".*Store(\\$.*)?")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.jdbi.v3.core.statement..")
            .orShould()
            .callMethodWhere(DescribedPredicate.describe(
                    "a statement is run",
                    (JavaMethodCall call) -> call.getTarget().getOwner().isEquivalentTo(Handle.class)))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.PreparedStatement");

    @ArchTest
    static final ArchRule THE_INGEST_PATH_KNOWS_NO_DATABASE = noClasses()
            .that()
            .resideInAnyPackage("..intake..", "..redaction..", "..identity..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.jdbi..");

    @ArchTest
    static final ArchRule RULES_ABOUT_PERSONAL_DATA_KNOW_NO_FRAMEWORK_BUT_INJECTION = classes()
            .that()
            .resideInAnyPackage("..redaction..", "..identity..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "javax.crypto..", "jakarta..", "org.jspecify..", "io.heed.feedback..");
}
