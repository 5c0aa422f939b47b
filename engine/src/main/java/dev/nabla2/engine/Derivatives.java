package dev.nabla2.engine;

import dev.nabla2.engine.op.Linears;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * Derivatives as functions of functions, which compose to any depth: {@code grad(grad(f))} is a second derivative.
 *
 * <pre>{@code
 * Tensor third = grad(grad(grad(x -> x.tanh().sum()))).apply(x);
 * Tensor penalty = grad(x -> critic.apply(theta, x).sum()).apply(points).normPerSample().sub(1).square().mean();
 * }</pre>
 *
 * <p>Where an argument is on a tape, or the function closes over tensors of one, the work is done on that tape, so that its result can be
 * differentiated again, also by what the function closes over. Otherwise a tape is opened for it and closed after it, and the result is
 * detached. The variable of each derivative is a line of its own: whatever else on the tape has the same value is constant to it.
 *
 * <p>Functions must be pure: one that closes over a tape's tensors while its argument is on none is begun twice.
 */
public final class Derivatives {
    private Derivatives() {}

    /**
     * The gradient of f.
     *
     * @param f a function whose result has one element
     * @return a function whose result is shaped like its argument; it throws {@link ShapeException} if f's result has several elements
     */
    public static UnaryOperator<Tensor> grad(UnaryOperator<Tensor> f) {
        return x -> ask(List.of(x), List.of(), (on, at) -> on.gradient(f.apply(at.get(0)), at))
                .get(0);
    }

    /**
     * The gradient of a function of a tree, such as a loss of parameters.
     *
     * @param f a function whose result has one element
     * @return a function whose result is a tree like its argument
     */
    public static <T extends TensorTree<T>> UnaryOperator<T> treeGrad(Function<T, Tensor> f) {
        return tree -> tree.with(ask(tree.tensors(), List.of(), (on, at) -> on.gradient(f.apply(tree.with(at)), at)));
    }

    /**
     * The vector-Jacobian product of f, reverse mode: Jᵀȳ.
     *
     * @return a function of x and of ȳ, which is shaped like f(x); its result is shaped like x
     */
    public static BinaryOperator<Tensor> vjp(UnaryOperator<Tensor> f) {
        return (x, cotangent) -> ask(
                        List.of(x), List.of(cotangent), (on, at) -> on.pullback(f.apply(at.get(0)), cotangent, at))
                .get(0);
    }

    /**
     * The Jacobian-vector product of f, forward mode: Jẋ.
     *
     * @return a function of x and of ẋ, which is shaped like x; its result is shaped like f(x)
     */
    public static BinaryOperator<Tensor> jvp(UnaryOperator<Tensor> f) {
        return (x, tangent) -> ask(
                        List.of(x),
                        List.of(tangent),
                        (on, at) -> List.of(on.tape.pushforward(f.apply(at.get(0)), at.get(0), tangent)))
                .get(0);
    }

    /**
     * The product of the Hessian of f with a vector, without the Hessian: the gradient of ∇f · v (Pearlmutter 1994).
     *
     * @param f a function whose result has one element
     * @return a function of x and of v, which is shaped like x; so is its result
     */
    public static BinaryOperator<Tensor> hvp(UnaryOperator<Tensor> f) {
        return (x, v) ->
                hessianProduct(at -> f.apply(at.get(0)), List.of(x), List.of(v)).get(0);
    }

    /**
     * As {@link #hvp}, of a function of a tree.
     *
     * @return a function of a tree and of a vector that is such a tree too; so is its result
     */
    public static <T extends TensorTree<T>> BinaryOperator<T> treeHvp(Function<T, Tensor> f) {
        return (tree, v) -> tree.with(hessianProduct(at -> f.apply(tree.with(at)), tree.tensors(), v.tensors()));
    }

    private static List<Tensor> hessianProduct(Function<List<Tensor>, Tensor> f, List<Tensor> x, List<Tensor> v) {
        if (x.size() != v.size()) {
            throw new IllegalArgumentException("hvp: expected " + x.size() + " tensors, found " + v.size());
        }
        return ask(x, v, (on, at) -> {
            List<Tensor> gradients = on.tape.gradient(f.apply(at), at);
            Tensor along = gradients.get(0).dot(matching(gradients.get(0), v.get(0)));
            for (int i = 1; i < v.size(); i++) {
                along = along.add(gradients.get(i).dot(matching(gradients.get(i), v.get(i))));
            }
            return on.gradient(along, at);
        });
    }

    private static Tensor matching(Tensor x, Tensor v) {
        if (!x.shape().equals(v.shape())) {
            throw new ShapeException("hvp", x.shape().toString(), v.shape().toString()).in(x.place());
        }
        return v;
    }

    /**
     * The Jacobian of f, by as many walks as x or f(x) has elements, whichever is less.
     *
     * @return a function whose result has the axes of f(x), then those of x: element [i…, j…] is ∂f(x)[i…] / ∂x[j…]
     */
    public static UnaryOperator<Tensor> jacobian(UnaryOperator<Tensor> f) {
        return x -> ask(List.of(x), List.of(), (on, at) -> List.of(Jacobian.of(on.tape, f.apply(at.get(0)), at.get(0))))
                .get(0);
    }

    /**
     * The Hessian of f.
     *
     * @param f a function whose result has one element
     * @return a function whose result has the axes of x twice
     */
    public static UnaryOperator<Tensor> hessian(UnaryOperator<Tensor> f) {
        return jacobian(grad(f));
    }

    /** A tape to work on. Of one that was opened for a single question, the last gradient can free what it goes over. */
    private record On(Tape tape, boolean once) {
        List<Tensor> gradient(Tensor y, List<Tensor> xs) {
            return once ? tape.lastGradient(y, xs) : tape.gradient(y, xs);
        }

        List<Tensor> pullback(Tensor y, Tensor cotangent, List<Tensor> xs) {
            return once ? tape.lastPullback(y, cotangent, xs) : tape.pullback(y, cotangent, xs);
        }
    }

    private interface Question {
        /** The answer at a point whose tensors are lines of the tape that nothing else uses. */
        List<Tensor> answer(On on, List<Tensor> point);
    }

    private static List<Tensor> ask(List<Tensor> point, List<Tensor> along, Question question) {
        Optional<Tape> given = Stream.concat(point.stream(), along.stream())
                .flatMap(tensor -> tensor.tape().stream())
                .findFirst();
        return given.map(tape -> askOn(tape, point, question)).orElseGet(() -> askAlone(point, question));
    }

    private static List<Tensor> askOn(Tape tape, List<Tensor> point, Question question) {
        List<Tensor> variables = new ArrayList<>();
        for (Tensor x : point) {
            variables.add(x.isOn(tape) ? Tensor.apply(Linears.ALIAS, x) : tape.watch(x));
        }
        return question.answer(new On(tape, false), variables);
    }

    private static List<Tensor> askAlone(List<Tensor> point, Question question) {
        Tape own = new Tape();
        try (own) {
            List<Tensor> variables = point.stream().map(own::watch).toList();
            return question.answer(new On(own, true), variables).stream()
                    .map(Tensor::detach)
                    .toList();
        } catch (TwoTapesException e) {
            if (e.isAbout(own)) {
                return askOn(e.otherThan(own), point, question);
            }
            throw e;
        }
    }
}
