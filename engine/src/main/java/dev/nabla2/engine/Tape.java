package dev.nabla2.engine;

import dev.nabla2.engine.backend.Array;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.op.Instruction;
import dev.nabla2.engine.op.Operation;
import dev.nabla2.engine.op.Region;
import dev.nabla2.engine.program.Trace;
import dev.nabla2.engine.walk.Lifetimes;
import dev.nabla2.engine.walk.Pullback;
import dev.nabla2.engine.walk.Pushforward;
import dev.nabla2.engine.walk.Reach;
import dev.nabla2.engine.walk.Walk;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * The operations that ran, in order, and the derivatives of any of their results.
 *
 * <p>A derivative is a walk over the tape that appends to the same tape, so its result can be differentiated again:
 *
 * <pre>{@code
 * try (Tape tape = new Tape()) {
 *     Tensor x = tape.watch(points);                             // [batch, features]
 *     Tensor slope = tape.gradient(critic(x).sum(), x);          // recorded like anything else
 *     Tensor penalty = slope.normPerSample().sub(1).square().mean();
 *     Tensor g = tape.gradient(penalty, weights);                // ∇θ of a function of ∇x
 * }
 * }</pre>
 *
 * <p>Closing a tape gives its memory back; what must outlive it is detached first. A {@linkplain #lastGradient(Tensor, List) last
 * gradient} gives most of it back while it goes. A tape belongs to the thread that made it.
 */
public final class Tape implements TapeViews, AutoCloseable {
    private final Usability usability = new Usability();
    private final List<Instruction> instructions = new ArrayList<>();
    private final Memory memory;
    private final Optional<Tape> self = Optional.of(this);
    private boolean recording = true;
    private boolean watchingKinks = true;
    private final List<Walk> walks = new ArrayList<>();
    private final KinkWatch kinks;
    private final Optional<Trace> trace;
    private int pass;

    /** An empty tape, which takes every operation's convention at its kinks. */
    public Tape() {
        this(KinkPolicy.ASSUME);
    }

    /** An empty tape with a policy for what is asked for at kinks. */
    public Tape(KinkPolicy policy) {
        this(new KinkWatch(policy), new Memory(Optional.empty()), Optional.empty());
    }

    /** An empty tape whose computations are traced, to be replayed. */
    Tape(Trace trace) {
        this(new KinkWatch(KinkPolicy.ASSUME), new Memory(Optional.empty()), Optional.of(trace));
    }

    private Tape(KinkWatch kinks, Memory memory, Optional<Trace> trace) {
        this.kinks = kinks;
        this.memory = memory;
        this.trace = trace;
    }

    /**
     * Puts a tensor on the tape as a leaf: something to differentiate by. A tensor that is on this tape already becomes a second leaf
     * of the same value, without the history of the first.
     *
     * @throws IllegalArgumentException if it is on another tape
     */
    public Tensor watch(Tensor leaf) {
        usability.checkUsable();
        checkNotElsewhere("watch", leaf);
        Array array = new Array(leaf.shape(), leaf.buffer());
        return append(Optional.empty(), leaf.backend(), array, leaf.place());
    }

    /** Puts every tensor of a tree on the tape as a leaf. */
    public <T extends TensorTree<T>> T watch(T tree) {
        return tree.with(tree.tensors().stream().map(this::watch).toList());
    }

    /**
     * The same value as a constant of this tape: no derivative flows through it, and what is computed of it alone is not recorded, but
     * that memory is given back when the tape closes.
     */
    public Tensor constant(Tensor tensor) {
        usability.checkUsable();
        checkNotElsewhere("constant", tensor);
        Array array = new Array(tensor.shape(), tensor.buffer());
        return new Tensor(tensor.backend(), array, self, Tensor.UNRECORDED, tensor.place());
    }

    /** Makes every tensor of a tree a constant of this tape. */
    public <T extends TensorTree<T>> T constant(T tree) {
        return tree.with(tree.tensors().stream().map(this::constant).toList());
    }

    /**
     * The derivative of a single number by a tensor, recorded so that it can be differentiated again.
     *
     * @param y a tensor of one element
     * @param x a tensor on this tape
     * @return a tensor shaped like {@code x}; zeros where y does not depend on it
     * @throws ShapeException if y has several elements: sum them, or use {@link #pullback}
     */
    public Tensor gradient(Tensor y, Tensor x) {
        return gradient(y, List.of(x)).get(0);
    }

    /** The derivatives of a single number by several tensors, recorded. See {@link #gradient(Tensor, Tensor)}. */
    public List<Tensor> gradient(Tensor y, List<Tensor> xs) {
        return pullback(y, one(y), xs);
    }

    /** The cotangent of a single number. */
    private Tensor one(Tensor y) {
        if (y.shape().size() != 1) {
            throw new ShapeException(
                            "gradient", "a result of one element", y.shape().toString())
                    .in(y.place());
        }
        return constant(Tensor.filled(y.backend(), y.shape(), 1));
    }

    /** The derivatives of a single number by every tensor of a tree, recorded. See {@link #gradient(Tensor, Tensor)}. */
    public <T extends TensorTree<T>> T gradient(Tensor y, T tree) {
        return tree.with(gradient(y, tree.tensors()));
    }

    /**
     * The derivatives of a single number by several tensors, as the last question to this tape: the same numbers as {@link
     * #gradient(Tensor, List)}, but nothing is recorded, and every result that was recorded between y and the xs is given back as soon
     * as no line that is still to be walked needs it.
     *
     * <p>What was asked about and what is returned stay until the tape closes, and so does what was recorded elsewhere, such as a
     * measurement. Reading anything else is an error afterwards, as is a second walk.
     *
     * @return constants of this tape: detach what must outlive it
     * @throws ShapeException if y has several elements
     */
    public List<Tensor> lastGradient(Tensor y, List<Tensor> xs) {
        return lastPullback(y, one(y), xs);
    }

    /** The derivative of a single number by a tensor, as the last question to this tape. See {@link #lastGradient(Tensor, List)}. */
    public Tensor lastGradient(Tensor y, Tensor x) {
        return lastGradient(y, List.of(x)).get(0);
    }

    /**
     * The derivatives of a single number by every tensor of a tree, as the last question to this tape. See {@link #lastGradient(Tensor,
     * List)}.
     */
    public <T extends TensorTree<T>> T lastGradient(Tensor y, T tree) {
        return tree.with(lastGradient(y, tree.tensors()));
    }

    /**
     * The transposed derivative of y applied to a cotangent: Jᵀȳ for each x, recorded.
     *
     * @param cotangent shaped like y
     * @param xs tensors on this tape
     */
    public List<Tensor> pullback(Tensor y, Tensor cotangent, List<Tensor> xs) {
        return pullback(y, cotangent, xs, to -> Lifetimes.UNBOUNDED);
    }

    /** As {@link #pullback}, but as the last question to this tape: see {@link #lastGradient(Tensor, List)}. */
    List<Tensor> lastPullback(Tensor y, Tensor cotangent, List<Tensor> xs) {
        return unrecorded(() -> {
            List<Tensor> last = pullback(y, cotangent, xs, to -> spending(y, xs, to));
            usability.spend();
            return last;
        });
    }

    private <R> R unrecorded(Supplier<R> work) {
        boolean before = recording;
        recording = false;
        try {
            return work.get();
        } finally {
            recording = before;
        }
    }

    private Lifetimes spending(Tensor y, List<Tensor> xs, int[] to) {
        usability.spend();
        List<Tensor> asked = new ArrayList<>(xs);
        asked.add(y);
        return new Spending(memory, instructions, Reach.between(lines(), to, y.number()), asked);
    }

    private List<Tensor> pullback(Tensor y, Tensor cotangent, List<Tensor> xs, Function<int[], Lifetimes> lifetimes) {
        checkShape("pullback", y, cotangent);
        checkNotElsewhere("pullback", y);
        checkNotElsewhere("pullback", cotangent);
        int[] to = numbers("pullback", xs);
        return walk(Walk.Direction.BACKWARD, y, to, () -> {
            List<Optional<Tensor>> found = y.isOn(this)
                    ? Pullback.walk(lines(), y.number(), cotangent, to, lifetimes.apply(to))
                    : Collections.nCopies(to.length, Optional.empty());
            List<Tensor> shaped = new ArrayList<>();
            for (int i = 0; i < to.length; i++) {
                Tensor x = xs.get(i);
                shaped.add(found.get(i).orElseGet(() -> Tensor.filled(x.backend(), x.shape(), 0)));
            }
            return List.copyOf(shaped);
        });
    }

    /**
     * The derivative of y by x applied to a tangent: Jẋ, recorded.
     *
     * @param tangent shaped like x
     * @return a tensor shaped like y; zeros where y does not depend on x
     */
    public Tensor pushforward(Tensor y, Tensor x, Tensor tangent) {
        return pushforward(y, List.of(x), List.of(tangent));
    }

    /** The derivative of y by several tensors applied to a tangent of each, recorded. See {@link #pushforward(Tensor, Tensor, Tensor)}. */
    public Tensor pushforward(Tensor y, List<Tensor> xs, List<Tensor> tangents) {
        if (xs.size() != tangents.size()) {
            throw new IllegalArgumentException(
                    "pushforward: expected " + xs.size() + " tangents, found " + tangents.size());
        }
        for (int i = 0; i < xs.size(); i++) {
            checkShape("pushforward", xs.get(i), tangents.get(i));
            checkNotElsewhere("pushforward", tangents.get(i));
        }
        checkNotElsewhere("pushforward", y);
        int[] from = numbers("pushforward", xs);
        return walk(
                Walk.Direction.FORWARD,
                y,
                from,
                () -> (y.isOn(this) ? Pushforward.walk(lines(), from, tangents, y.number()) : Optional.<Tensor>empty())
                        .orElseGet(() -> Tensor.filled(y.backend(), y.shape(), 0)));
    }

    /**
     * f(xs) without what it computes on the way: one line, whose derivatives, at every order and in both modes, compute f again.
     *
     * <p>It takes more time for less memory: an order of derivative computes f once more than without.
     *
     * @param f a pure function of its arguments and of tensors on no tape; derivatives inside it are taken with {@link Derivatives}
     * @param xs tensors on this tape or on none
     * @throws IllegalStateException if f uses another tensor of this tape: pass it among the xs
     */
    public Tensor checkpoint(Function<List<Tensor>, Tensor> f, List<Tensor> xs) {
        usability.checkUsable();
        xs.forEach(x -> checkNotElsewhere("checkpoint", x));
        return Checkpoint.record(this, f::apply, xs);
    }

    /** f(tree, xs) without what it computes on the way. See {@link #checkpoint(Function, List)}. */
    public <T extends TensorTree<T>> Tensor checkpoint(BiFunction<T, List<Tensor>, Tensor> f, T tree, List<Tensor> xs) {
        int size = tree.tensors().size();
        List<Tensor> all = new ArrayList<>(tree.tensors());
        all.addAll(xs);
        return checkpoint(at -> f.apply(tree.with(at.subList(0, size)), at.subList(size, at.size())), all);
    }

    /** f(tree, x), such as a critic's value, without what it computes on the way. See {@link #checkpoint(Function, List)}. */
    public <T extends TensorTree<T>> Tensor checkpoint(BiFunction<T, Tensor, Tensor> f, T tree, Tensor x) {
        return checkpoint((T at, List<Tensor> xs) -> f.apply(at, xs.get(0)), tree, List.of(x));
    }

    /** Whether y varies smoothly with x: tells a derivative that happens to be zero from one that does not exist. */
    public boolean isConnected(Tensor y, Tensor x) {
        usability.checkUsable();
        checkNotElsewhere("isConnected", y);
        int[] from = numbers("isConnected", List.of(x));
        return y.isOn(this) && y.number() >= from[0] && Reach.forward(instructions, from, y.number())[y.number()];
    }

    /** Whether y varies smoothly with any tensor of a tree. */
    public <T extends TensorTree<T>> boolean isConnected(Tensor y, T tree) {
        return tree.tensors().stream().anyMatch(x -> isConnected(y, x));
    }

    /**
     * The most bytes that the results of operations on this tape took at any one time, recorded or not. What was put on the tape as a leaf
     * or constant does not count.
     */
    public long peakBytes() {
        return memory.peak();
    }

    /** The bytes that the results of operations on this tape take now. */
    public long heldBytes() {
        return memory.bytes();
    }

    /**
     * Where walks over this tape so far asked for a derivative past the smoothness of an operation, and how many elements met a kink
     * there; empty unless the tape's policy is to count.
     */
    public List<KinkEncounter> kinks() {
        return kinks.encounters();
    }

    /**
     * The first recorded line whose result is not finite: what it was, where in a model, and in which pass.
     *
     * @throws IllegalStateException if a last gradient freed the results
     */
    public Optional<String> firstNonFinite() {
        usability.checkUsable();
        usability.checkUnspent();
        return NonFinite.first(lines());
    }

    /** Gives the memory of everything recorded back; tensors that were not detached cannot be used afterwards. */
    @Override
    public void close() {
        if (!usability.isClosed()) {
            usability.close();
            memory.close();
            instructions.clear();
        }
    }

    /** A tape for what happens inside one line of this one. */
    Tape inside() {
        return new Tape(kinks, new Memory(Optional.of(memory)), trace.map(Trace::inside));
    }

    /** While work is done inside one line of this tape, its tensors cannot be used. */
    <R> R suspended(Supplier<R> work) {
        return usability.suspended(work);
    }

    <R> R withoutKinkWatch(Supplier<R> work) {
        boolean before = watchingKinks;
        watchingKinks = false;
        try {
            return work.get();
        } finally {
            watchingKinks = before;
        }
    }

    boolean isRecording() {
        return recording;
    }

    /** Leaves a result's memory to another tape. */
    Array handOver(Tensor result, Tape to) {
        checkNotElsewhere("checkpoint", result);
        memory.handOver(result.buffer(), to.memory);
        return result.array();
    }

    /** Records a line whose result this tape has been left. */
    Tensor recordRegion(Region region, Backend backend, Array result, List<Tensor> operands) {
        Tensor[] all = operands.toArray(Tensor[]::new);
        return append(Optional.of(region), backend, result, Tensor.placeOf(all), all);
    }

    /** A result that this tape has been left, as a constant. */
    Tensor constant(Backend backend, Array result) {
        return new Tensor(backend, result, self, Tensor.UNRECORDED, "");
    }

    boolean hasElements(Tensor tensor) {
        return !usability.isClosed() && !memory.wasFreed(tensor.array().buffer());
    }

    void checkReadable(Tensor tensor) {
        usability.checkReadable(tensor);
        if (memory.wasFreed(tensor.array().buffer())) {
            throw new IllegalStateException(tensor + " was freed by the last gradient: detach() or read it before");
        }
    }

    private void checkNotElsewhere(String asked, Tensor tensor) {
        tensor.buffer();
        if (tensor.tape().isPresent() && tensor.tape().get() != this) {
            throw new TwoTapesException(
                    asked + ": expected a tensor on this tape or on none, found " + tensor
                            + " of another: detach() it there",
                    this,
                    tensor.tape().get());
        }
    }

    void keep(Buffer buffer) {
        memory.keep(buffer);
    }

    Tensor record(Operation operation, Backend backend, Array result, Tensor[] operands) {
        usability.checkUsable();
        if (!operation.isView()) {
            memory.own(backend, result.buffer());
        }
        if (trace.isPresent()) {
            trace.get()
                    .ran(operation, Arrays.stream(operands).map(Tensor::array).toList(), result);
        }
        String place = Tensor.placeOf(operands);
        boolean varies = false;
        for (Tensor operand : operands) {
            varies |= recording && operand.isOn(this);
        }
        return varies
                ? append(Optional.of(operation), backend, result, place, operands)
                : new Tensor(backend, result, self, Tensor.UNRECORDED, place);
    }

    boolean isTraced() {
        return trace.isPresent();
    }

    void checkNotTraced() {
        if (isTraced()) {
            throw new IllegalStateException(
                    "program: expected operations only while it is recorded, found that it looks at"
                            + " numbers: make them a result");
        }
    }

    /** A tensor of this tape was drawn at random: a replay draws another. */
    void drew(Tensor drawn, Trace.Numbers numbers) {
        trace.ifPresent(t -> t.drew(drawn.array().buffer(), numbers));
    }

    private Tensor append(
            Optional<Operation> operation, Backend backend, Array array, String place, Tensor... operands) {
        int number = instructions.size();
        Tensor result = new Tensor(backend, array, self, number, place);
        int[] numbers = new int[operands.length];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = operands[i].isOn(this) ? operands[i].number() : Instruction.CONSTANT;
        }
        instructions.add(new Instruction(number, operation, List.of(operands), numbers, result, pass));
        return result;
    }

    static Optional<Tape> common(Operation operation, Optional<Tape> a, Optional<Tape> b) {
        if (a.isPresent() && b.isPresent() && a.get() != b.get()) {
            throw new TwoTapesException(
                    operation.name()
                            + ": expected operands on one tape, found two tapes: detach() what is constant here",
                    a.get(),
                    b.get());
        }
        return a.isPresent() ? a : b;
    }

    private <R> R walk(Walk.Direction direction, Tensor y, int[] by, Supplier<R> walk) {
        usability.checkUsable();
        usability.checkUnspent();
        int outer = pass;
        int result = y.isOn(this) ? y.number() : Instruction.CONSTANT;
        walks.add(new Walk(direction, result, Arrays.stream(by).boxed().toList()));
        pass = walks.size();
        try {
            if (watchingKinks && !kinks.isIdle() && result != Instruction.CONSTANT) {
                watchKinks(by, result);
            }
            return walk.get();
        } finally {
            pass = outer;
        }
    }

    private void watchKinks(int[] by, int result) {
        unrecorded(() -> {
            kinks.look(lines(), by, result, pass);
            return List.of();
        });
    }

    /** The lines, to be looked at from outside. */
    List<Instruction> readableLines() {
        usability.checkUsable();
        return lines();
    }

    List<Walk> walks() {
        return Collections.unmodifiableList(walks);
    }

    List<Instruction> lines() {
        return Collections.unmodifiableList(instructions);
    }

    int number(String asked, Tensor x) {
        return numbers(asked, List.of(x))[0];
    }

    private int[] numbers(String asked, List<Tensor> xs) {
        for (Tensor x : xs) {
            if (!x.isOn(this)) {
                throw new IllegalArgumentException(asked + ": expected tensors on this tape to differentiate by, found "
                        + x + ": watch() it before it is used");
            }
        }
        return xs.stream().mapToInt(Tensor::number).toArray();
    }

    private static void checkShape(String asked, Tensor expected, Tensor found) {
        if (!expected.shape().equals(found.shape())) {
            throw new ShapeException(
                            asked, expected.shape().toString(), found.shape().toString())
                    .in(expected.place());
        }
    }
}
