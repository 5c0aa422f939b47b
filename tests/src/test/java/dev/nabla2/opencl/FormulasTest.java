package dev.nabla2.opencl;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Elementwise;
import dev.nabla2.engine.backend.Loop;
import dev.nabla2.engine.op.Example;
import dev.nabla2.engine.op.Registry;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class FormulasTest {
    /** The reference backend, which notes the names of the elementwise functions that it computes. */
    private static Backend noting(Set<String> names) {
        Backend reference = Backends.reference();
        return (Backend) Proxy.newProxyInstance(
                Backend.class.getClassLoader(), new Class<?>[] {Backend.class}, (proxy, method, arguments) -> {
                    if (method.getName().equals("elementwise")) {
                        names.add(((Elementwise) arguments[0]).name());
                    }
                    return method.invoke(reference, arguments);
                });
    }

    @Test
    void everyElementwiseFunctionOfEveryOperationHasAFormula() {
        Set<String> used = new TreeSet<>();
        Backend backend = noting(used);
        for (Example example : Registry.examples()) {
            List<Tensor> operands = example.operands().stream()
                    .map(operand -> operand.draw(backend, RandomStream.of(1)))
                    .toList();
            assertTrue(example.function().apply(operands).shape().size() > 0, () -> "" + example.signature());
        }
        assertTrue(used.size() > 40, used::toString);
        used.removeAll(Formulas.names());
        assertEquals(Set.of(), used, "functions without a formula");
    }

    @Test
    void floatsAreWrittenExactlyWhateverTheyAre() {
        Random random = new Random(1);
        for (int i = 0; i < 1000; i++) {
            float value = Float.intBitsToFloat(random.nextInt());
            String text = Formulas.literal(value);
            if (Float.isFinite(value)) {
                assertEquals(value, Float.parseFloat(text.substring(0, text.length() - 1)), text);
            }
        }
        assertEquals("NAN", Formulas.literal(Float.NaN));
        assertEquals("-INFINITY", Formulas.literal(Float.NEGATIVE_INFINITY));
    }

    /** The division by multiplication of {@code places.cl}, done here with the numbers of the table. */
    @Test
    void everyIndexIsDividedRightByEveryExtent() {
        Random random = new Random(2);
        for (int i = 0; i < 200_000; i++) {
            int divisor = (random.nextInt() & Integer.MAX_VALUE) >>> random.nextInt(31);
            int number = (random.nextInt() & Integer.MAX_VALUE) >>> random.nextInt(31);
            if (divisor > 0) {
                int[] table = Layouts.table(1, new int[] {divisor}, new Loop.Layout(0, 1));
                long product = (Integer.toUnsignedLong(number) * Integer.toUnsignedLong(table[2])) >>> Integer.SIZE;
                assertEquals(number / divisor, (int) ((product + number) >>> table[3]), number + " / " + divisor);
            }
        }
    }
}
