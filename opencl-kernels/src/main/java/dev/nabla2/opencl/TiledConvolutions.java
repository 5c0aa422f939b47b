package dev.nabla2.opencl;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.ArrayList;
import java.util.List;

/** The three convolutions on a device with many items, each of which computes a tile. */
final class TiledConvolutions implements Convolutions {
    private static final String SOURCE = "convolution.cl";

    private final Tiles tiles;

    TiledConvolutions(Tiles tiles) {
        this.tiles = tiles;
    }

    @Override
    public void convolve(ConvolutionProduct p, DeviceBuffer image, DeviceBuffer filter, DeviceBuffer result) {
        int matrices = p.batch() * p.groups();
        int outputs = p.outputs() / p.groups();
        tiles.run(SOURCE, "convolve", matrices, outputs, p.resultSize(), sizes(p), image, filter, result);
    }

    @Override
    public void convolveImage(ConvolutionProduct p, DeviceBuffer result, DeviceBuffer filter, DeviceBuffer image) {
        int matrices = p.batch() * p.groups();
        int channels = p.inputs() / p.groups();
        tiles.run(SOURCE, "convolve_image", matrices, channels, p.imageSize(), sizes(p), result, filter, image);
    }

    @Override
    public void convolveFilter(ConvolutionProduct p, DeviceBuffer image, DeviceBuffer result, DeviceBuffer filter) {
        int outputs = p.outputs() / p.groups();
        int columns = p.inputs() / p.groups() * p.filterSize();
        tiles.run(SOURCE, "convolve_filter", p.groups(), outputs, columns, sizes(p), image, result, filter);
    }

    /** As {@code Sizes} in the source. */
    private static int[] sizes(ConvolutionProduct p) {
        List<Integer> sizes = new ArrayList<>(List.of(p.batch(), p.groups(), p.inputs(), p.outputs()));
        for (int[] extents : List.of(p.image(), p.filter(), p.result(), p.stride(), p.padding(), p.dilation())) {
            for (int extent : extents) {
                sizes.add(extent);
            }
        }
        return sizes.stream().mapToInt(i -> i).toArray();
    }
}
