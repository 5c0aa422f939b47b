package dev.nabla2;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static java.util.stream.Collectors.toSet;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URL;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who may know whom: between the modules, and inside the engine. Packages that do not exist yet break no rule. */
class LayeringTest {
    /** The engine's packages, top to bottom; imports run down this list. */
    private static final String ENGINE = "dev.nabla2.engine";

    private static final String CPU = "dev.nabla2.engine.backend.cpu..";

    /** What measures it is not part of it. */
    private static final JavaClasses PRODUCT = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .withImportOption(location -> !location.contains("/bench/"))
            .importPackages("dev.nabla2");

    @Test
    void theClassesOfTheLibrariesAreSeen() {
        for (String module : Set.of("engine", "nn", "gan")) {
            String name = "dev.nabla2." + module;
            assertTrue(
                    PRODUCT.stream().anyMatch(c -> c.getPackageName().startsWith(name)),
                    () -> "expected classes of " + name + ", found none");
        }
    }

    @Test
    void importsInsideTheEngineRunDownwards() {
        check(layeredArchitecture()
                .consideringOnlyDependenciesInLayers()
                .withOptionalLayers(true)
                .layer("engine")
                .definedBy(ENGINE)
                .layer("check")
                .definedBy(ENGINE + ".check..")
                .layer("compose")
                .definedBy(ENGINE + ".compose..")
                .layer("view")
                .definedBy(ENGINE + ".view..")
                .layer("program")
                .definedBy(ENGINE + ".program..")
                .layer("walk")
                .definedBy(ENGINE + ".walk..")
                .layer("op")
                .definedBy(ENGINE + ".op..")
                .layer("backend")
                .definedBy(ENGINE + ".backend..")
                .whereLayer("check")
                .mayNotBeAccessedByAnyLayer()
                .whereLayer("compose")
                .mayOnlyBeAccessedByLayers("check", "op")
                .whereLayer("engine")
                .mayOnlyBeAccessedByLayers("check")
                .whereLayer("view")
                .mayOnlyBeAccessedByLayers("engine")
                .whereLayer("program")
                .mayOnlyBeAccessedByLayers("engine", "check")
                .whereLayer("walk")
                .mayOnlyBeAccessedByLayers("engine", "check", "view", "program")
                .whereLayer("op")
                .mayOnlyBeAccessedByLayers("engine", "check", "view", "program", "walk")
                .whereLayer("backend")
                .mayOnlyBeAccessedByLayers("engine", "check", "compose", "view", "program", "walk", "op")
                .ignoreDependency(
                        resideOutsideOfPackage(ENGINE + ".backend.."),
                        values(
                                "Tensor",
                                "PointwiseOperations",
                                "LinearOperations",
                                "BilinearOperations",
                                "DiscreteOperations",
                                "ComposedOperations"))
                .ignoreDependency(
                        alwaysTrue(),
                        values(
                                "Cost",
                                "Shape",
                                "ShapeException",
                                "Convolution",
                                "SecondDerivative",
                                "SecondDerivativeException",
                                "RandomStream",
                                "Work")));
    }

    @Test
    void theReferenceBackendKnowsNoOtherBackend() {
        check(noClasses()
                .that()
                .resideInAPackage(ENGINE + ".backend.reference..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage(CPU));
    }

    @Test
    void aModuleKnowsOnlyTheModulesBelowIt() {
        knowsNothingOf("engine", "nn", "gan", "opencl", "lab");
        knowsNothingOf("nn", "gan", "opencl", "lab");
        knowsNothingOf("gan", "opencl", "lab");
        knowsNothingOf("opencl", "nn", "gan", "lab");
        knowsNothingOf("lab", "opencl");
    }

    @Test
    void theLibrariesUseTheJdkAndNothingElse() {
        check(classes()
                .that()
                .resideInAnyPackage("dev.nabla2.engine..", "dev.nabla2.nn..", "dev.nabla2.gan..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.nabla2..", "java..", "jdk.incubator.vector.."));
    }

    @Test
    void aModuleRequiresOnlyWhatItsDescriptionSays() throws IOException {
        Map<String, Set<String>> required = new HashMap<>();
        for (URL url : Collections.list(getClass().getClassLoader().getResources("module-info.class"))) {
            try (InputStream in = url.openStream()) {
                ModuleDescriptor module = ModuleDescriptor.read(in);
                required.put(
                        module.name(),
                        module.requires().stream()
                                .map(ModuleDescriptor.Requires::name)
                                .collect(toSet()));
            }
        }
        assertEquals(Set.of("java.base", "jdk.incubator.vector"), required.get("dev.nabla2.engine"));
        assertEquals(Set.of("java.base", "dev.nabla2.engine"), required.get("dev.nabla2.nn"));
        assertEquals(Set.of("java.base", "dev.nabla2.nn"), required.get("dev.nabla2.gan"));
        assertEquals(Set.of("java.base", "dev.nabla2.engine", "jocl"), required.get("dev.nabla2.opencl"));
    }

    @Test
    void onlyTheCpuBackendUsesTheVectorModuleAndReflection() {
        check(noClasses()
                .that()
                .resideOutsideOfPackage(CPU)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("jdk.incubator..", "java.lang.reflect..", "sun.."));
        check(noClasses()
                .that()
                .resideOutsideOfPackage(CPU)
                .should()
                .callMethodWhere(describe(
                        "Class.forName",
                        call -> call.getTarget().getName().equals("forName")
                                && call.getTargetOwner().isEquivalentTo(Class.class))));
    }

    @Test
    void noStaticFieldCanChange() {
        check(fields().that().areStatic().should().beFinal());
        check(noFields()
                .that()
                .areStatic()
                .should()
                .haveRawType(describe("that are made to be changed", LayeringTest::isMadeToBeChanged)));
    }

    /** What a static field cannot hold without being mutable state. */
    private static boolean isMadeToBeChanged(JavaClass type) {
        boolean collection = Stream.of(
                        ArrayList.class, ArrayDeque.class, HashMap.class, HashSet.class, TreeMap.class, TreeSet.class)
                .anyMatch(type::isAssignableTo);
        boolean concurrent = type.getPackageName().startsWith("java.util.concurrent") && !type.isEnum();
        boolean other =
                Stream.of(ThreadLocal.class, Random.class, StringBuilder.class).anyMatch(type::isAssignableTo);
        return collection || concurrent || other;
    }

    private static void knowsNothingOf(String module, String... others) {
        String[] packages =
                Stream.of(others).map(other -> "dev.nabla2." + other + "..").toArray(String[]::new);
        check(noClasses()
                .that()
                .resideInAPackage("dev.nabla2." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(packages));
    }

    /** The named classes of the package {@code dev.nabla2.engine}, with what is nested in them. */
    private static DescribedPredicate<JavaClass> values(String... names) {
        Set<String> full = Stream.of(names).map(name -> ENGINE + "." + name).collect(toSet());
        return describe(
                "the values " + String.join(", ", names),
                type -> full.contains(type.getBaseComponentType().getName().replaceFirst("\\$.*", "")));
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(PRODUCT);
    }
}
