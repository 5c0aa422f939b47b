package dev.nabla2.opencl;

import dev.nabla2.engine.backend.ConvolutionProduct;

/** The three convolutions. */
interface Convolutions {
    /** Images through filters. */
    void convolve(ConvolutionProduct p, DeviceBuffer image, DeviceBuffer filter, DeviceBuffer result);

    /** The adjoint by images. */
    void convolveImage(ConvolutionProduct p, DeviceBuffer result, DeviceBuffer filter, DeviceBuffer image);

    /** The adjoint by filters. */
    void convolveFilter(ConvolutionProduct p, DeviceBuffer image, DeviceBuffer result, DeviceBuffer filter);
}
