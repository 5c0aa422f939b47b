package dev.nabla2.nn;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.TensorTree;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * An immutable, ordered tree of named tensors, such as {@code critic.2.weight}.
 *
 * <p>A function of parameters takes a tree and a gradient is a tree of the same names, so that what is done to one is easily done to
 * the other.
 */
public final class Parameters implements TensorTree<Parameters> {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*");

    private final List<String> names;
    private final List<Tensor> tensors;

    private Parameters(List<String> names, List<Tensor> tensors) {
        this.names = names;
        this.tensors = tensors;
    }

    /** A tree without tensors. */
    public static Parameters none() {
        return new Parameters(List.of(), List.of());
    }

    /**
     * This tree with one more tensor, after the others.
     *
     * @param name letters, digits, {@code _} and {@code -}, in branches separated by dots
     * @throws IllegalArgumentException if the name is another's or has other characters
     */
    public Parameters and(String name, Tensor tensor) {
        if (!NAME.matcher(name).matches()) {
            throw unfit(name);
        }
        return and(List.of(name), List.of(tensor));
    }

    /** This tree with another below the name {@code branch}: its {@code weight} becomes {@code branch.weight}. */
    public Parameters and(String branch, Parameters below) {
        if (!below.names.isEmpty() && !NAME.matcher(branch).matches()) {
            throw unfit(branch);
        }
        return and(below.names.stream().map(name -> branch + "." + name).toList(), below.tensors);
    }

    /** A tree of given tensors, with names as {@link #and} takes them. */
    static Parameters of(List<String> names, List<Tensor> tensors) {
        names.stream().filter(name -> !NAME.matcher(name).matches()).findFirst().ifPresent(name -> {
            throw unfit(name);
        });
        return none().and(names, tensors);
    }

    private Parameters and(List<String> others, List<Tensor> theirs) {
        Set<String> all = new LinkedHashSet<>(names);
        for (String name : others) {
            if (!all.add(name)) {
                throw new IllegalArgumentException(
                        "parameters: expected distinct names, found " + Shown.of(name) + " twice");
            }
        }
        List<Tensor> more = new ArrayList<>(tensors);
        more.addAll(theirs);
        return new Parameters(List.copyOf(all), List.copyOf(more));
    }

    private static IllegalArgumentException unfit(String name) {
        return new IllegalArgumentException(
                "parameters: expected a name of letters, digits, _ and -, in branches separated by dots, found "
                        + Shown.of(name));
    }

    /**
     * The tensor of a name.
     *
     * @throws NoSuchElementException if there is none, naming those there are
     */
    public Tensor get(String name) {
        int at = names.indexOf(name);
        if (at < 0) {
            throw new NoSuchElementException("parameters: expected one of " + names + ", found " + name);
        }
        return tensors.get(at);
    }

    /** The tree below a name: of {@code critic}, {@code critic.2.weight} becomes {@code 2.weight}. */
    public Parameters below(String branch) {
        List<String> kept = new ArrayList<>();
        List<Tensor> below = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            String name = names.get(i);
            if (name.startsWith(branch) && name.length() > branch.length() && name.charAt(branch.length()) == '.') {
                kept.add(name.substring(branch.length() + 1));
                below.add(tensors.get(i));
            }
        }
        return new Parameters(List.copyOf(kept), List.copyOf(below));
    }

    /** The names, in order. */
    public List<String> names() {
        return names;
    }

    @Override
    public List<Tensor> tensors() {
        return tensors;
    }

    @Override
    public Parameters with(List<Tensor> others) {
        if (others.size() != tensors.size()) {
            throw new IllegalArgumentException(
                    "parameters: expected " + tensors.size() + " tensors, found " + others.size());
        }
        return new Parameters(names, List.copyOf(others));
    }

    /** The same names with {@code f} of each tensor. */
    public Parameters map(UnaryOperator<Tensor> f) {
        return with(tensors.stream().map(f).toList());
    }

    /**
     * The same names with {@code f} of each tensor and its counterpart.
     *
     * @throws IllegalArgumentException if the trees' names differ
     */
    public Parameters zip(Parameters other, BinaryOperator<Tensor> f) {
        if (!names.equals(other.names)) {
            throw new IllegalArgumentException("parameters: expected " + names + ", found " + other.names);
        }
        List<Tensor> zipped = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            zipped.add(f.apply(tensors.get(i), other.tensors.get(i)));
        }
        return with(zipped);
    }

    /** All elements of all tensors one after another, as a tensor of one axis. */
    public Tensor flatten() {
        if (tensors.isEmpty()) {
            throw new IllegalStateException("flatten: expected at least one tensor, found an empty tree");
        }
        return Tensor.concatenate(
                0, map(t -> t.reshape(Shape.of(t.shape().size()))).tensors().toArray(Tensor[]::new));
    }

    /** How many numbers there are in all. */
    public int count() {
        return tensors.stream().mapToInt(t -> t.shape().size()).sum();
    }

    /** The same values as constants, which outlive their tape. */
    public Parameters detach() {
        return map(Tensor::detach);
    }

    /** The same tensors, each knowing the branch it belongs to, so that errors can say where: {@code critic.2}. */
    public Parameters placed(String root) {
        List<Tensor> placed = new ArrayList<>();
        for (int i = 0; i < tensors.size(); i++) {
            int last = names.get(i).lastIndexOf('.');
            String place = last < 0 ? root : root + "." + names.get(i).substring(0, last);
            placed.add(tensors.get(i).named(place));
        }
        return with(placed);
    }

    /** Whether no element is infinite or NaN. */
    public boolean isFinite() {
        return tensors.stream().allMatch(Tensor::isFinite);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < tensors.size(); i++) {
            text.append(names.get(i)).append(' ').append(tensors.get(i).shape()).append('\n');
        }
        return text.toString();
    }
}
