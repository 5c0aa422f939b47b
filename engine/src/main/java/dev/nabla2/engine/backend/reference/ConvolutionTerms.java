package dev.nabla2.engine.backend.reference;

import dev.nabla2.engine.backend.ConvolutionProduct;

/** All products that a convolution is the sum of; its adjoints are sums of the same. */
final class ConvolutionTerms {
    /** One term: which element of the image, of the filter and of the result belong together. */
    interface Term {
        void at(int image, int filter, int result);
    }

    private ConvolutionTerms() {}

    static void forEach(ConvolutionProduct p, Term term) {
        int inputsPerGroup = p.inputs() / p.groups();
        int outputsPerGroup = p.outputs() / p.groups();
        for (int n = 0; n < p.batch(); n++) {
            for (int o = 0; o < p.outputs(); o++) {
                for (int c = 0; c < inputsPerGroup; c++) {
                    int channel = o / outputsPerGroup * inputsPerGroup + c;
                    channels(
                            p,
                            (n * p.inputs() + channel) * p.imageSize(),
                            (o * inputsPerGroup + c) * p.filterSize(),
                            (n * p.outputs() + o) * p.resultSize(),
                            term);
                }
            }
        }
    }

    private static void channels(ConvolutionProduct p, int image, int filter, int result, Term term) {
        for (int r = 0; r < p.resultSize(); r++) {
            for (int f = 0; f < p.filterSize(); f++) {
                int i = imageElement(p, r, f);
                if (i >= 0) {
                    term.at(image + i, filter + f, result + r);
                }
            }
        }
    }

    /** The image's element that result element {@code r} sees through filter element {@code f}; −1 in the padding. */
    private static int imageElement(ConvolutionProduct p, int r, int f) {
        int element = 0;
        int stride = 1;
        for (int axis = ConvolutionProduct.AXES - 1; axis >= 0; axis--) {
            int at = r % p.result()[axis] * p.stride()[axis]
                    - p.padding()[axis]
                    + f % p.filter()[axis] * p.dilation()[axis];
            if (at < 0 || at >= p.image()[axis]) {
                return -1;
            }
            element += at * stride;
            stride *= p.image()[axis];
            r /= p.result()[axis];
            f /= p.filter()[axis];
        }
        return element;
    }
}
