package dev.nabla2.engine.backend;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.nabla2.opencl.OpenClDevice;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;

@Tag("one-java")
class OpenClEightFloatsConvolutionTest extends ConvolutionContract {
    @Override
    Backend backend() {
        return OpenClDevice.withRegistersOfEight();
    }

    @Property(tries = 40)
    void theBitsAreThoseOfTheDevicesOwnRegisters(@ForAll("convolutions") ConvolutionProduct p, @ForAll long seed) {
        float[][] x = operands(p, seed);
        for (Kernel kernel : Kernel.values()) {
            double[] own = run(OpenClDevice.backend(), p, kernel, x);
            assertArrayEquals(own, run(backend(), p, kernel, x), () -> kernel + " " + describe(p));
        }
    }
}
