package dev.nabla2.opencl;

import dev.nabla2.engine.backend.ConvolutionProduct;
import java.util.List;

/**
 * What lies around an image when it has been copied into a frame of zeros: wherever a filter may look, something is.
 *
 * @param before zeros before the image, along each axis
 * @param extents with the zeros, as far as anything looks
 * @param step the stride along the last axis, by which numbers of a line are sorted
 */
record Frame(int[] before, int[] extents, int step) {
    /** A frame that holds what all of these see; they see the same images. */
    static Frame of(List<Sliding> seen) {
        int[] before = new int[ConvolutionProduct.AXES];
        int[] extents = {1, 1, 1};
        for (Sliding sliding : seen) {
            for (Sliding.Tap tap : sliding.taps()) {
                for (int axis = 0; axis < before.length; axis++) {
                    before[axis] = Math.max(before[axis], -tap.offset()[axis]);
                }
            }
        }
        for (Sliding sliding : seen) {
            for (Sliding.Tap tap : sliding.taps()) {
                for (int axis = 0; axis < before.length; axis++) {
                    int last = (sliding.places()[axis] - 1) * sliding.step()[axis] + tap.offset()[axis];
                    extents[axis] = Math.max(extents[axis], before[axis] + last + 1);
                }
            }
        }
        return new Frame(before, extents, seen.get(0).step()[2]);
    }

    /** Numbers of a line of one remainder by the step. */
    int across() {
        return (extents[2] + step - 1) / step;
    }

    /** Numbers of a line. */
    int line() {
        return step * across();
    }

    /** Lines of a plane across the first axis. */
    int lines() {
        return extents[1];
    }

    /** Numbers of a channel. */
    long plane() {
        return (long) extents[0] * lines() * line();
    }

    /** Where that lies which is so far from the first number of the image. */
    int at(int[] offset) {
        int z = offset[2] + before[2];
        return ((offset[0] + before[0]) * lines() + offset[1] + before[1]) * line() + z % step * across() + z / step;
    }
}
