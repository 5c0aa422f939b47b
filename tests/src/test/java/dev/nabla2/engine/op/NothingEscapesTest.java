package dev.nabla2.engine.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.nabla2.engine.BilinearOperations;
import dev.nabla2.engine.ComposedOperations;
import dev.nabla2.engine.DiscreteOperations;
import dev.nabla2.engine.LinearOperations;
import dev.nabla2.engine.PointwiseOperations;
import dev.nabla2.engine.Tensor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever a user can compute with stands in the registry, and so has its derivatives tested. */
class NothingEscapesTest {
    private static final List<Class<?>> INTERFACES = List.of(
            PointwiseOperations.class,
            LinearOperations.class,
            BilinearOperations.class,
            DiscreteOperations.class,
            ComposedOperations.class);

    /** Methods that are an operation of another name, or one of several. */
    private static final Map<String, List<String>> ALIASES = Map.ofEntries(
            Map.entry("add", List.of("add", "shift")),
            Map.entry("sub", List.of("subtract", "shift")),
            Map.entry("mul", List.of("multiply", "scale")),
            Map.entry("div", List.of("divide")),
            Map.entry("pow", List.of("pow", "power")),
            Map.entry("sum_axes", List.of("sum")),
            Map.entry("broadcast_to", List.of("broadcast")),
            Map.entry("equal_to", List.of("equal")),
            Map.entry("less", List.of("greater")),
            Map.entry("step_forbidden", List.of("step")),
            Map.entry("argmax", List.of("order")),
            Map.entry("argmin", List.of("order")));

    private static final Set<String> REGISTERED = Registry.examples().stream()
            .map(example -> example.signature().name())
            .collect(Collectors.toUnmodifiableSet());

    @Test
    void everyMethodOfATensorThatComputesStandsInTheRegistry() {
        Set<String> methods = INTERFACES.stream()
                .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                .filter(method -> Modifier.isPublic(method.getModifiers()) && method.getReturnType() == Tensor.class)
                .map(method -> snake(method.getName()))
                .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(methods.size() > 70, () -> "found " + methods);
        methods.addAll(tensorsOfTensors());
        assertEquals(Set.of(), missing(methods));
    }

    @Test
    void everyComposedFunctionOfAFamilyStandsInTheRegistryUnderItsClassAndName() {
        Set<String> functions = new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("dev.nabla2.engine.compose")
                        .stream()
                        .map(JavaClass::reflect)
                        .filter(type -> Modifier.isPublic(type.getModifiers()))
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .filter(NothingEscapesTest::isFunction)
                        .map(method ->
                                snake(method.getDeclaringClass().getSimpleName()) + "." + snake(method.getName()))
                        .collect(Collectors.toCollection(TreeSet::new));
        assertTrue(functions.size() > 20, () -> "found " + functions);
        assertEquals(Set.of(), missing(functions));
    }

    @Test
    void everyRegisteredFunctionOfAFamilyExists() {
        Set<String> classes = new ClassFileImporter()
                .importPackages("dev.nabla2.engine.compose").stream()
                        .map(type -> snake(type.getSimpleName()))
                        .collect(Collectors.toSet());
        REGISTERED.stream()
                .filter(name -> name.contains("."))
                .forEach(name -> assertTrue(classes.contains(name.substring(0, name.indexOf('.'))), name));
    }

    @Test
    void everyAliasIsOfSomethingRegistered() {
        ALIASES.values().forEach(names -> assertTrue(REGISTERED.containsAll(names), () -> "of " + names));
    }

    /** Public, static, and giving a tensor or a record that holds some. */
    private static boolean isFunction(Method method) {
        Class<?> result = method.getReturnType();
        boolean holdsTensors = result.isRecord()
                && Arrays.stream(result.getRecordComponents()).anyMatch(part -> part.getType() == Tensor.class);
        return Modifier.isPublic(method.getModifiers())
                && Modifier.isStatic(method.getModifiers())
                && (result == Tensor.class || holdsTensors);
    }

    /** The static functions of tensors that give one, but for {@link Tensor#apply}, which every one comes down to. */
    private static List<String> tensorsOfTensors() {
        return Arrays.stream(Tensor.class.getDeclaredMethods())
                .filter(method -> isFunction(method) && !method.getName().equals("apply"))
                .filter(method -> Stream.of(method.getParameterTypes())
                        .anyMatch(type -> type == Tensor.class || type == Tensor[].class))
                .map(method -> snake(method.getName()))
                .toList();
    }

    private static Set<String> missing(Set<String> names) {
        return names.stream()
                .filter(name -> !REGISTERED.containsAll(ALIASES.getOrDefault(name, List.of(name))))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String snake(String name) {
        return name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
    }
}
