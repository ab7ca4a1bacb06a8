package uk.fosteringhub.routes;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import org.apache.camel.builder.RouteBuilder;

/** What may know what. All modules are on the class path of this one. */
@AnalyzeClasses(packages = "uk.fosteringhub", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String BASE = "uk.fosteringhub.";

    @ArchTest
    static final ArchRule coreKnowsNeitherSpringNorCamel = noClasses()
            .that()
            .resideInAPackage(BASE + "core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.springframework..", "org.apache.camel..");

    @ArchTest
    static final ArchRule coreKnowsNoOtherModule = noClasses()
            .that()
            .resideInAPackage(BASE + "core..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    BASE + "mappings..",
                    BASE + "connectors..",
                    BASE + "routes..",
                    BASE + "embedded..",
                    BASE + "simulators..");

    @ArchTest
    static final ArchRule onlyRoutesAndConnectorsKnowCamel = noClasses()
            .that()
            .resideOutsideOfPackages(BASE + "routes..", BASE + "connectors..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..");

    @ArchTest
    static final ArchRule noConnectorKnowsAnother = slices().matching(BASE + "connectors.(*)..")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(any(), inTransport());

    @ArchTest
    static final ArchRule mappingsKnowOnlyTheCore = noClasses()
            .that()
            .resideInAPackage(BASE + "mappings..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE + "connectors..", BASE + "routes..", BASE + "embedded..", BASE + "simulators..");

    @ArchTest
    static final ArchRule connectorsKnowOnlyTheCore = noClasses()
            .that()
            .resideInAPackage(BASE + "connectors..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE + "mappings..", BASE + "routes..", BASE + "embedded..", BASE + "simulators..");

    @ArchTest
    static final ArchRule whatIsPackagedKnowsNoStandIns = noClasses()
            .that()
            .resideInAPackage(BASE + "routes..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(BASE + "embedded..", BASE + "simulators..", BASE + "testing..");

    @ArchTest
    static final ArchRule eachRouteClassHasOneFlow =
            classes().that().areAssignableTo(RouteBuilder.class).should(beginOneFlow());

    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> any() {
        return com.tngtech.archunit.base.DescribedPredicate.alwaysTrue();
    }

    /** The common transports are there for every connector. */
    private static com.tngtech.archunit.base.DescribedPredicate<JavaClass> inTransport() {
        return JavaClass.Predicates.resideInAPackage(BASE + "connectors.transport..");
    }

    private static ArchCondition<JavaClass> beginOneFlow() {
        return new ArchCondition<>("begin at most one flow") {
            @Override
            public void check(JavaClass routes, ConditionEvents events) {
                long flows = routes.getMethodCallsFromSelf().stream()
                        .filter(call -> call.getTarget().getName().equals("from")
                                        && call.getTargetOwner().getName().startsWith("org.apache.camel.")
                                || call.getTarget().getName().equals("from")
                                        && call.getTargetOwner().isAssignableTo(RouteBuilder.class))
                        .count();
                if (flows > 1) {
                    events.add(SimpleConditionEvent.violated(routes, routes.getName() + " begins " + flows + " flows"));
                }
            }
        };
    }
}
