package dev.nabla2.engine;

import java.util.Arrays;
import java.util.stream.Collectors;

/** The lengths of a tensor's axes, outermost first; a scalar has none. Immutable. */
public final class Shape {
    /** The shape of a scalar: no axes, one element. */
    public static final Shape SCALAR = new Shape(new int[0]);

    private final int[] extents;
    private final int size;

    private Shape(int[] extents) {
        this.extents = extents;
        long count = 1;
        for (int extent : extents) {
            if (extent < 1) {
                throw new ShapeException("shape", "every axis at least 1 long", Arrays.toString(extents));
            }
            count *= extent;
            if (count > Integer.MAX_VALUE) {
                throw new ShapeException("shape", "at most 2^31 - 1 elements", Arrays.toString(extents));
            }
        }
        this.size = (int) count;
    }

    /**
     * A shape of the given axes.
     *
     * @throws ShapeException if an axis is shorter than 1, or there are 2^31 elements or more
     */
    public static Shape of(int... extents) {
        return extents.length == 0 ? SCALAR : new Shape(extents.clone());
    }

    /** The number of axes. */
    public int rank() {
        return extents.length;
    }

    /** The number of elements. */
    public int size() {
        return size;
    }

    /**
     * The length of an axis; negative ones count from the end.
     *
     * @throws ShapeException if there is no such axis
     */
    public int extent(int axis) {
        return extents[axis(axis)];
    }

    /**
     * The number of an axis counted from the front, given one that may count from the end.
     *
     * @throws ShapeException if there is no such axis
     */
    public int axis(int axis) {
        int rank = extents.length;
        if (axis < -rank || axis >= rank) {
            throw new ShapeException("axis", "an axis of " + this, String.valueOf(axis));
        }
        return axis < 0 ? axis + rank : axis;
    }

    /** A copy of the axes' lengths. */
    public int[] extents() {
        return extents.clone();
    }

    /** This shape with one axis of another length. */
    public Shape with(int axis, int extent) {
        int[] changed = extents.clone();
        changed[axis(axis)] = extent;
        return of(changed);
    }

    /** This shape with an axis of length 1 more, which becomes axis {@code at}. */
    Shape inserted(int at) {
        int[] more = new int[extents.length + 1];
        System.arraycopy(extents, 0, more, 0, at);
        more[at] = 1;
        System.arraycopy(extents, at, more, at + 1, extents.length - at);
        return of(more);
    }

    /** Elements to step along each axis of a row-major array of this shape. */
    public int[] strides() {
        int[] strides = new int[extents.length];
        int stride = 1;
        for (int axis = extents.length - 1; axis >= 0; axis--) {
            strides[axis] = stride;
            stride *= extents[axis];
        }
        return strides;
    }

    /** The product of the lengths of the axes from {@code from} (inclusive) to {@code to} (exclusive). */
    public int sizeBetween(int from, int to) {
        int product = 1;
        for (int axis = from; axis < to; axis++) {
            product *= extents[axis];
        }
        return product;
    }

    /** Whether an array of this shape, with its axes of length 1 and missing ones repeated, can have the shape {@code to}. */
    public boolean broadcastsTo(Shape to) {
        if (rank() > to.rank()) {
            return false;
        }
        for (int back = 1; back <= rank(); back++) {
            if (extent(-back) != 1 && extent(-back) != to.extent(-back)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Shape shape && Arrays.equals(extents, shape.extents);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(extents);
    }

    /** Such as {@code [256, 2]}; {@code []} for a scalar. */
    @Override
    public String toString() {
        return Arrays.stream(extents).mapToObj(String::valueOf).collect(Collectors.joining(", ", "[", "]"));
    }
}
