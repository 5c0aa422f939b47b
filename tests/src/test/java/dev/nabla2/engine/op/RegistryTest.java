package dev.nabla2.engine.op;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Convolution;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Nothing can be an operation without standing in the registry, and so being tested. */
class RegistryTest {
    private static final List<Class<?>> TABLES =
            List.of(Pointwises.class, Linears.class, Bilinears.class, Discretes.class);

    @Test
    void everyEntryOfTheTablesHasAnExample() throws Exception {
        Set<String> registered = Registry.examples().stream()
                .filter(example -> example.kind() != Kind.COMPOSED)
                .map(example -> example.signature().name())
                .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(registered, new TreeSet<>(entries()));
    }

    @Test
    void operationsAreMadeInTheTablesOnly() {
        Set<String> makers = new ClassFileImporter()
                .importPackages("dev.nabla2").stream()
                        .filter(c -> Stream.of(Pointwise.class, Linear.class, Bilinear.class, Discrete.class)
                                .anyMatch(kind -> c.getConstructorCallsFromSelf().stream()
                                        .anyMatch(call -> call.getTargetOwner().isEquivalentTo(kind))))
                        .filter(c -> !c.getName().contains("Test"))
                        .map(JavaClass::getSimpleName)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertEquals(TABLES.stream().map(Class::getSimpleName).collect(Collectors.toCollection(TreeSet::new)), makers);
    }

    @Test
    void everyExampleHasANameOfItsOwn() {
        List<String> names = Registry.examples().stream().map(Example::name).toList();
        assertEquals(names.size(), new TreeSet<>(names).size(), "in " + names);
    }

    @TestFactory
    Stream<DynamicTest> cpuComputesEveryExampleAsTheReferenceDoes() {
        Backend cpu = Backends.cpu(1);
        return Registry.examples().stream()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    double[] expected = computed(Backends.reference(), example);
                    double[] found = computed(cpu, example);
                    for (int i = 0; i < expected.length; i++) {
                        // Sums of up to 48 terms of size 2 or less, each with the rounding of its operands.
                        assertEquals(expected[i], found[i], 4e-6 * Math.max(1, Math.abs(expected[i])));
                    }
                }));
    }

    private static double[] computed(Backend backend, Example example) {
        List<Tensor> operands = new ArrayList<>();
        for (int i = 0; i < example.operands().size(); i++) {
            Tensor drawn = example.operands().get(i).draw(Backends.reference(), RandomStream.of(i));
            double[] asFloats =
                    Arrays.stream(drawn.toDoubles()).map(x -> (float) x).toArray();
            operands.add(Tensor.of(backend, drawn.shape(), asFloats));
        }
        return example.function().apply(operands).toDoubles();
    }

    /** The names of the tables' constants, and of what their public factories make. */
    private static List<String> entries() throws Exception {
        List<String> names = new ArrayList<>();
        for (Class<?> table : TABLES) {
            for (Field field : table.getFields()) {
                names.add(((Operation) field.get(null)).name());
            }
            for (Method method : table.getMethods()) {
                if (Operation.class.isAssignableFrom(method.getReturnType())) {
                    names.add(((Operation) method.invoke(null, arguments(method))).name());
                }
            }
        }
        assertTrue(names.size() > 40, "found " + names);
        return names;
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(type -> type == double.class
                        ? (Object) 0.5
                        : type == int.class
                                ? (Object) 1
                                : type == boolean.class
                                        ? (Object) true
                                        : type == int[].class
                                                ? new int[] {0}
                                                : type == Convolution.class
                                                        ? Convolution.PLAIN
                                                        : type == List.class ? List.of(1) : Shape.of(1))
                .toArray();
    }
}
