package dev.nabla2.engine;

import dev.nabla2.engine.backend.Array;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.op.Linears;
import dev.nabla2.engine.op.Operation;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An immutable array of numbers, and the operations on it.
 *
 * <p>An operation is recorded when one of its operands is on an open {@link Tape}; its result is then on that tape too, and can be
 * differentiated there. Otherwise it is simply computed. All operands must live on one backend.
 *
 * <p>Operations of two tensors broadcast: shapes are aligned at their last axes, and an axis of length 1, or a missing one, repeats.
 * Operations throw {@link ShapeException} if shapes do not fit, and {@link IllegalStateException} if an operand's tape is closed.
 */
public final class Tensor
        implements PointwiseOperations, DiscreteOperations, LinearOperations, BilinearOperations, ComposedOperations {
    static final int UNRECORDED = -1;

    private final Backend backend;
    private final Array array;
    private final Optional<Tape> tape;
    private final int number;
    private final String place;
    private boolean consumed;

    Tensor(Backend backend, Array array, Optional<Tape> tape, int number, String place) {
        this.backend = backend;
        this.array = array;
        this.tape = tape;
        this.number = number;
        this.place = place;
    }

    /**
     * A tensor of the given elements, row-major.
     *
     * @throws ShapeException if there are more or fewer values than {@code shape} has elements
     */
    public static Tensor of(Backend backend, Shape shape, double... values) {
        fitting(shape, values);
        Buffer buffer = backend.allocate(shape.size());
        backend.write(buffer, values);
        return detached(backend, shape, buffer);
    }

    static double[] fitting(Shape shape, double[] values) {
        if (values.length != shape.size()) {
            throw new ShapeException("tensor", shape.size() + " values for " + shape, String.valueOf(values.length));
        }
        return values;
    }

    /** A tensor without axes. */
    public static Tensor scalar(Backend backend, double value) {
        return of(backend, Shape.SCALAR, value);
    }

    /** A tensor whose elements are all {@code value}. */
    public static Tensor filled(Backend backend, Shape shape, double value) {
        Buffer buffer = backend.allocate(shape.size());
        backend.fill(buffer, value);
        return detached(backend, shape, buffer);
    }

    static Tensor detached(Backend backend, Shape shape, Buffer buffer) {
        return new Tensor(backend, new Array(shape, buffer), Optional.empty(), UNRECORDED, "");
    }

    /** The lengths of the axes. */
    public Shape shape() {
        return array.shape();
    }

    /** Where the elements live. */
    public Backend backend() {
        return backend;
    }

    /** Where in a model this tensor belongs, such as {@code critic.2}; empty where unknown. */
    public String place() {
        return place;
    }

    /** Whether this tensor is on a tape, and so can be differentiated by or through. */
    public boolean isRecorded() {
        return number != UNRECORDED;
    }

    /** Whether the elements are still there: not given back by a last gradient or the end of a tape, nor updated in place. */
    public boolean isReadable() {
        return !consumed && (tape.isEmpty() || tape.get().hasElements(this));
    }

    /** The elements, row-major, as doubles. */
    public double[] toDoubles() {
        return Arrays.copyOf(backend.read(looked()), shape().size());
    }

    /** The elements, row-major, as floats. */
    public float[] toFloats() {
        return Arrays.copyOf(backend.readFloats(looked()), shape().size());
    }

    /**
     * The only element.
     *
     * @throws ShapeException if there are several
     */
    public double item() {
        if (shape().size() != 1) {
            throw new ShapeException("item", "one element", shape().toString());
        }
        return backend.read(looked())[0];
    }

    /** The elements as they are now, for later: who asks for them may wait for a device, but not who calls this. */
    public Supplier<double[]> reading() {
        return backend.reading(looked());
    }

    /** The elements' memory, to look at numbers, which is an error while a program is recorded: it must not depend on them. */
    private Buffer looked() {
        tape.ifPresent(Tape::checkNotTraced);
        return buffer();
    }

    /** Whether no element is infinite or NaN. */
    public boolean isFinite() {
        return backend.isFinite(looked());
    }

    /**
     * The same value as a constant: no derivative flows through it, and it outlives its tape. While a {@link Program} is recorded it stays
     * on the tape as a constant, or what is computed of it would not be replayed.
     */
    public Tensor detach() {
        Tensor released = released();
        return tape.isPresent() && tape.get().isTraced()
                ? new Tensor(backend, array, tape, UNRECORDED, place)
                : released;
    }

    /** The same value, on no tape. */
    Tensor released() {
        Buffer buffer = buffer();
        tape.ifPresent(t -> t.keep(buffer));
        return new Tensor(backend, array, Optional.empty(), UNRECORDED, place);
    }

    /** The same memory without its tape, for as long as the tape lives. */
    Tensor borrowed() {
        return new Tensor(backend, new Array(shape(), buffer()), Optional.empty(), UNRECORDED, place);
    }

    /** The same tensor, said to belong to a place in a model, which errors then name. */
    public Tensor named(String where) {
        return new Tensor(backend, array, tape, number, where);
    }

    /** Tensors one after another along an axis; their other axes are equal. */
    public static Tensor concatenate(int axis, Tensor... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("concatenate: expected at least one tensor, found none");
        }
        return apply(Linears.concatenate(parts[0].shape().axis(axis), parts.length), parts);
    }

    /** Tensors of one shape as the elements of a new axis; negative axes count from the end of the result. */
    public static Tensor stack(int axis, Tensor... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("stack: expected at least one tensor, found none");
        }
        Tensor[] rows = new Tensor[parts.length];
        for (int i = 0; i < parts.length; i++) {
            int rank = parts[i].shape().rank() + 1;
            int at = axis < 0 ? axis + rank : axis;
            if (at < 0 || at >= rank) {
                throw new ShapeException("stack", "an axis of a result of " + rank + " axes", String.valueOf(axis));
            }
            rows[i] = parts[i].reshape(parts[i].shape().inserted(at));
        }
        return concatenate(axis, rows);
    }

    // Recording
    // ------------------------------------------------------------------------------------------------------------------

    /** The result of any operation: what every method comes down to. Operations are made in the engine's tables only. */
    @SuppressWarnings("exports")
    public static Tensor apply(Operation operation, Tensor... operands) {
        Backend backend = operands[0].backend;
        Optional<Tape> tape = Optional.empty();
        for (Tensor operand : operands) {
            operand.buffer();
            if (operand.backend != backend) {
                throw new IllegalArgumentException(operation.name() + ": expected operands on one backend, found "
                        + (backend.name().equals(operand.backend.name())
                                ? "two instances of " + backend.name() + ": share one"
                                : backend.name() + " and " + operand.backend.name()));
            }
            tape = Tape.common(operation, tape, operand.tape);
        }
        // Loops, not streams, here and in record: they run for every operation, and a stream costs more than a small
        // kernel.
        Buffer[] buffers = new Buffer[operands.length];
        Shape[] shapes = new Shape[operands.length];
        for (int i = 0; i < operands.length; i++) {
            buffers[i] = operands[i].array.buffer();
            shapes[i] = operands[i].shape();
        }
        Shape shape = shapeOf(operation, shapes, operands);
        Array result = new Array(shape, operation.isView() ? buffers[0] : backend.allocate(shape.size()));
        if (!operation.isView()) {
            operation.plan(List.of(shapes), shape).run(backend, buffers, result.buffer());
        }
        return tape.isPresent()
                ? tape.get().record(operation, backend, result, operands)
                : new Tensor(backend, result, tape, UNRECORDED, placeOf(operands));
    }

    private static Shape shapeOf(Operation operation, Shape[] shapes, Tensor[] operands) {
        try {
            return operation.shape(List.of(shapes));
        } catch (ShapeException e) {
            throw e.in(placeOf(operands));
        }
    }

    /** The last operand that knows its place tells: parameters stand after what they are applied to. */
    static String placeOf(Tensor[] operands) {
        for (int i = operands.length - 1; i >= 0; i--) {
            if (!operands[i].place.isEmpty()) {
                return operands[i].place;
            }
        }
        return "";
    }

    Array array() {
        return array;
    }

    int number() {
        return number;
    }

    Optional<Tape> tape() {
        return tape;
    }

    boolean isOn(Tape other) {
        return isRecorded() && tape.isPresent() && tape.get() == other;
    }

    /** The elements' memory, after a check that they are still there. */
    Buffer buffer() {
        if (consumed) {
            throw new IllegalStateException(this + " was updated in place: use the tensor that the update returned");
        }
        if (tape.isPresent()) {
            tape.get().checkReadable(this);
        }
        return array.buffer();
    }

    /** Gives the memory away to an update in place, after which this tensor cannot be used. */
    Buffer consume() {
        if (tape.isPresent()) {
            throw new IllegalStateException("update: expected a tensor on no tape, found " + this);
        }
        Buffer buffer = buffer();
        consumed = true;
        return buffer;
    }

    /** Such as {@code tensor %12 [256, 2] on cpu in critic.2}. */
    @Override
    public String toString() {
        return "tensor " + (isRecorded() ? "%" + number + " " : "") + shape() + " on " + backend.name()
                + (place.isEmpty() ? "" : " in " + place);
    }
}
