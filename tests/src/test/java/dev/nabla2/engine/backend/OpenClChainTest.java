package dev.nabla2.engine.backend;

import dev.nabla2.opencl.OpenClDevice;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.IntRange;

@Tag("one-java")
class OpenClChainTest extends ChainContract {
    @Override
    Backend backend() {
        return OpenClDevice.backend();
    }

    /** Fewer, for each is compiled. */
    @Override
    @Property(tries = 12)
    void aChainHasTheBitsOfItsStagesOneAfterTheOther(
            @ForAll @IntRange(min = 1, max = 70) int rows,
            @ForAll @IntRange(min = 1, max = 130) int columns,
            @ForAll @IntRange(min = 1, max = 4) int arguments,
            @ForAll @IntRange(min = 1, max = 12) int stages,
            @ForAll long seed) {
        super.aChainHasTheBitsOfItsStagesOneAfterTheOther(rows, columns, arguments, stages, seed);
    }
}
