package dev.nabla2.engine;

import dev.nabla2.engine.backend.Array;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.op.Bilinears;
import dev.nabla2.engine.op.Discretes;
import dev.nabla2.engine.op.Linears;
import dev.nabla2.engine.op.Operation;
import dev.nabla2.engine.op.Pointwises;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * An immutable array of numbers, and the operations on it.
 *
 * <p>An operation is recorded when one of its operands is on an open {@link Tape}; its result is then on that tape too, and can be
 * differentiated there. Otherwise it is simply computed. All operands must live on one backend.
 *
 * <p>Operations of two tensors broadcast: shapes are aligned at their last axes, and an axis of length 1, or a missing one, repeats.
 * Operations throw {@link ShapeException} if shapes do not fit, and {@link IllegalStateException} if an operand's tape is closed.
 */
public final class Tensor {
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
        if (values.length != shape.size()) {
            throw new ShapeException("tensor", shape.size() + " values for " + shape, String.valueOf(values.length));
        }
        Buffer buffer = backend.allocate(shape.size());
        backend.write(buffer, values);
        return detached(backend, shape, buffer);
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

    /** The elements, row-major, as doubles. */
    public double[] toDoubles() {
        return Arrays.copyOf(backend.read(buffer()), shape().size());
    }

    /** The elements, row-major, as floats. */
    public float[] toFloats() {
        return Arrays.copyOf(backend.readFloats(buffer()), shape().size());
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
        return backend.read(buffer())[0];
    }

    /** Whether no element is infinite or NaN. */
    public boolean isFinite() {
        return backend.isFinite(buffer());
    }

    /** The same value as a constant: no derivative flows through it, and it outlives its tape. */
    public Tensor detach() {
        Buffer buffer = buffer();
        tape.ifPresent(t -> t.keep(buffer));
        return new Tensor(backend, array, Optional.empty(), UNRECORDED, place);
    }

    /** The same tensor, said to belong to a place in a model, which errors then name. */
    public Tensor named(String where) {
        return new Tensor(backend, array, tape, number, where);
    }

    // Pointwise
    // ------------------------------------------------------------------------------------------------------------------

    /** x + c. */
    public Tensor add(double c) {
        return apply(Pointwises.shift(c), this);
    }

    /** x − c. */
    public Tensor sub(double c) {
        return add(-c);
    }

    /** x / y. */
    public Tensor div(Tensor y) {
        return apply(Pointwises.DIVIDE, this, y);
    }

    /** eˣ. */
    public Tensor exp() {
        return apply(Pointwises.EXP, this);
    }

    /** eˣ − 1, exact near 0. */
    public Tensor expm1() {
        return apply(Pointwises.EXPM1, this);
    }

    /** The natural logarithm. */
    public Tensor log() {
        return apply(Pointwises.LOG, this);
    }

    /** log(1 + x), exact near 0. */
    public Tensor log1p() {
        return apply(Pointwises.LOG1P, this);
    }

    /** √x; its derivative at 0 is infinite. For norms use {@link #safeSqrt}. */
    public Tensor sqrt() {
        return apply(Pointwises.SQRT, this);
    }

    /** √x whose derivatives at 0 are taken as 0, as the norm of a zero vector needs. */
    public Tensor safeSqrt() {
        return apply(Pointwises.SAFE_SQRT, this);
    }

    /** x². */
    public Tensor square() {
        return apply(Pointwises.SQUARE, this);
    }

    /** 1 / x. */
    public Tensor reciprocal() {
        return apply(Pointwises.RECIPROCAL, this);
    }

    /** 1 / x, and 0 where x is 0, with every derivative. */
    public Tensor safeReciprocal() {
        return apply(Pointwises.SAFE_RECIPROCAL, this);
    }

    /** |x|; its derivative at 0 is 0. */
    public Tensor abs() {
        return apply(Pointwises.ABS, this);
    }

    /** sin x. */
    public Tensor sin() {
        return apply(Pointwises.SIN, this);
    }

    /** cos x. */
    public Tensor cos() {
        return apply(Pointwises.COS, this);
    }

    /** The error function. */
    public Tensor erf() {
        return apply(Pointwises.ERF, this);
    }

    /** The hyperbolic tangent. */
    public Tensor tanh() {
        return apply(Pointwises.TANH, this);
    }

    /** 1 / (1 + e⁻ˣ). */
    public Tensor sigmoid() {
        return apply(Pointwises.SIGMOID, this);
    }

    /** log(1 + e^(beta x)) / beta. */
    public Tensor softplus(double beta) {
        return apply(Pointwises.softplus(beta), this);
    }

    /** max(0, x), whose derivative at 0 is 0 and whose second derivative is 0 almost everywhere. */
    public Tensor relu() {
        return apply(Pointwises.RELU, this);
    }

    /** x where positive, slope · x elsewhere; the derivative at 0 is the slope. */
    public Tensor leakyRelu(double slope) {
        return apply(Pointwises.leakyRelu(slope), this);
    }

    /** x where positive, alpha (eˣ − 1) elsewhere; every derivative at 0 is alpha (Clevert, Unterthiner and Hochreiter 2016). */
    public Tensor elu(double alpha) {
        return apply(Pointwises.elu(alpha), this);
    }

    /** The larger of two; at a tie the derivative is shared. */
    public Tensor maximum(Tensor y) {
        return apply(Pointwises.MAXIMUM, this, y);
    }

    /** The smaller of two; at a tie the derivative is shared. */
    public Tensor minimum(Tensor y) {
        return apply(Pointwises.MINIMUM, this, y);
    }

    /**
     * This tensor as a mask of zeros and ones: {@code a} where it is 1, {@code b} where it is 0.
     *
     * <p>A derivative that is infinite in the branch not taken gives NaN, as 0 · ∞ does: keep the operand of that branch within its
     * domain, not only its result.
     */
    public Tensor where(Tensor a, Tensor b) {
        return apply(Pointwises.WHERE, this, a, b);
    }

    // Discrete
    // -------------------------------------------------------------------------------------------------------------------

    /** 1 where positive, 0 elsewhere. */
    public Tensor step() {
        return apply(Discretes.STEP, this);
    }

    /** 1 where positive, the slope elsewhere. */
    public Tensor leakyStep(double slope) {
        return apply(Discretes.leakyStep(slope), this);
    }

    /** 1, 0 or −1. */
    public Tensor sign() {
        return apply(Discretes.SIGN, this);
    }

    /** 1 where this is greater than y, 0 elsewhere. */
    public Tensor greater(Tensor y) {
        return apply(Discretes.GREATER, this, y);
    }

    /** 1 where this is greater than y, ½ where they are equal, 0 elsewhere. */
    public Tensor prefers(Tensor y) {
        return apply(Discretes.PREFERS, this, y);
    }

    // Linear
    // ---------------------------------------------------------------------------------------------------------------------

    /** −x. */
    public Tensor negate() {
        return apply(Linears.NEGATE, this);
    }

    /** c · x. */
    public Tensor mul(double c) {
        return apply(Linears.scale(c), this);
    }

    /** x + y. */
    public Tensor add(Tensor y) {
        return apply(Linears.ADD, this, y);
    }

    /** x − y. */
    public Tensor sub(Tensor y) {
        return apply(Linears.SUBTRACT, this, y);
    }

    /** The sum of all elements, a scalar. */
    public Tensor sum() {
        return sumAxes(0, shape().rank()).reshape(Shape.SCALAR);
    }

    /** The sum over one axis, which disappears; negative axes count from the end. */
    public Tensor sum(int axis) {
        int[] extents = shape().extents();
        int summed = shape().axis(axis);
        int[] rest = new int[extents.length - 1];
        System.arraycopy(extents, 0, rest, 0, summed);
        System.arraycopy(extents, summed + 1, rest, summed, rest.length - summed);
        return sumAxes(summed, summed + 1).reshape(Shape.of(rest));
    }

    /** The sum over the axes {@code from} to {@code to} (exclusive), which stay as axes of length 1. */
    public Tensor sumAxes(int from, int to) {
        if (from < 0 || from > to || to > shape().rank()) {
            throw new ShapeException("sum", "a range of the axes of " + shape(), "[" + from + ", " + to + ")")
                    .in(place);
        }
        return shape().sizeBetween(from, to) == 1 ? this : apply(Linears.sum(from, to), this);
    }

    /** The mean of all elements, a scalar. */
    public Tensor mean() {
        return sum().mul(1.0 / shape().size());
    }

    /** The transpose of broadcasting: sums over what was repeated, until the shape is {@code to}. */
    public Tensor sumTo(Shape to) {
        if (shape().equals(to)) {
            return this;
        }
        if (!to.broadcastsTo(shape())) {
            throw new ShapeException("sumTo", "a shape that repeats to " + shape(), to.toString()).in(place);
        }
        int added = shape().rank() - to.rank();
        Tensor sum = added > 0 ? sumAxes(0, added) : this;
        for (int axis = 0; axis < to.rank(); axis++) {
            if (to.extent(axis) == 1) {
                sum = sum.sumAxes(added + axis, added + axis + 1);
            }
        }
        return sum.reshape(to);
    }

    /** Repeats axes of length 1, and adds axes in front, until the shape is {@code to}. */
    public Tensor broadcastTo(Shape to) {
        return shape().equals(to) ? this : apply(Linears.broadcast(to), this);
    }

    /** The same elements in the same order under another shape. */
    public Tensor reshape(Shape to) {
        return shape().equals(to) ? this : apply(Linears.reshape(to), this);
    }

    /**
     * The axes in another order: axis i of the result is axis {@code order[i]} of this.
     *
     * @throws ShapeException if {@code order} is not an order of all axes
     */
    public Tensor permute(int... order) {
        boolean[] seen = new boolean[shape().rank()];
        for (int axis : order) {
            if (order.length != seen.length || axis < 0 || axis >= seen.length || seen[axis]) {
                throw new ShapeException("permute", "an order of the axes of " + shape(), Arrays.toString(order));
            }
            seen[axis] = true;
        }
        return apply(Linears.permute(order), this);
    }

    /** The elements {@code from} to {@code to} (exclusive) of an axis. */
    public Tensor slice(int axis, int from, int to) {
        return apply(Linears.slice(shape().axis(axis), from, to), this);
    }

    /** Zeros before and after along an axis. */
    public Tensor pad(int axis, int before, int after) {
        return apply(Linears.pad(shape().axis(axis), before, after), this);
    }

    /** Tensors one after another along an axis; their other axes are equal. */
    public static Tensor concatenate(int axis, Tensor... parts) {
        if (parts.length == 0) {
            throw new IllegalArgumentException("concatenate: expected at least one tensor, found none");
        }
        return apply(Linears.concatenate(parts[0].shape().axis(axis), parts.length), parts);
    }

    // Bilinear
    // -------------------------------------------------------------------------------------------------------------------

    /** The product of elements. */
    public Tensor mul(Tensor y) {
        return apply(Bilinears.MULTIPLY, this, y);
    }

    /** The matrix product [m, k] x [k, n]. */
    public Tensor matmul(Tensor y) {
        return matmul(y, false, false);
    }

    /** The matrix product of this, or its transpose, and y, or its transpose; nothing is copied to transpose. */
    public Tensor matmul(Tensor y, boolean transposeThis, boolean transposeY) {
        return apply(Bilinears.matmul(transposeThis, transposeY), this, y);
    }

    /** The sum of the products of elements, a scalar. */
    public Tensor dot(Tensor y) {
        return mul(y).sum();
    }

    // Composed
    // -------------------------------------------------------------------------------------------------------------------

    /** elu scaled so that activations normalise themselves (Klambauer et al. 2017). */
    public Tensor selu() {
        return elu(1.6732632423543772).mul(1.0507009873554805);
    }

    /** x Φ(x) with the normal distribution function Φ, in its exact form (Hendrycks and Gimpel 2016). */
    public Tensor gelu() {
        return mul(mul(Math.sqrt(0.5)).erf().add(1)).mul(0.5);
    }

    /** x · sigmoid(x) (Elfwing, Uchibe and Doya 2018). */
    public Tensor silu() {
        return mul(sigmoid());
    }

    /**
     * The Euclidean norm of each sample, over all axes but the first; where it is 0, so are its derivatives.
     *
     * <p>Squares are summed without scaling: in floats a norm is 0 below about 1e-22 and infinite above 1e19, and its second
     * derivative overflows below about 1e-19.
     *
     * @return a tensor of shape {@code [batch]}
     */
    public Tensor normPerSample() {
        int batch = shape().extent(0);
        return square().sumAxes(1, shape().rank()).reshape(Shape.of(batch)).safeSqrt();
    }

    // Recording
    // ------------------------------------------------------------------------------------------------------------------

    /** The result of any operation: what every method above comes down to. */
    static Tensor apply(Operation operation, Tensor... operands) {
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
        Array[] arrays = new Array[operands.length];
        Shape[] shapes = new Shape[operands.length];
        for (int i = 0; i < operands.length; i++) {
            arrays[i] = operands[i].array;
            shapes[i] = operands[i].shape();
        }
        Shape shape = shapeOf(operation, shapes, operands);
        Array result = new Array(shape, operation.isView() ? arrays[0].buffer() : backend.allocate(shape.size()));
        if (!operation.isView()) {
            operation.compute(backend, List.of(arrays), result);
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
