package dev.nabla2.engine.backend;

import dev.nabla2.opencl.OpenClDevice;
import net.jqwik.api.Tag;

@Tag("one-java")
class OpenClGraphicsCardConvolutionTest extends ConvolutionContract {
    @Override
    Backend backend() {
        return OpenClDevice.likeAGraphicsCard();
    }
}
