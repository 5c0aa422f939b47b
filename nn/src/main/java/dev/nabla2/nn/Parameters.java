package dev.nabla2.nn;

import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.TensorTree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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

    private final Map<String, Tensor> byName;
    private final List<Tensor> tensors;

    private Parameters(Map<String, Tensor> byName) {
        this.byName = Collections.unmodifiableMap(byName);
        this.tensors = List.copyOf(byName.values());
    }

    /** A tree without tensors. */
    public static Parameters none() {
        return new Parameters(new LinkedHashMap<>());
    }

    /**
     * This tree with one more tensor, after the others.
     *
     * @param name letters, digits, {@code _} and {@code -}, in branches separated by dots
     * @throws IllegalArgumentException if the name is another's or has other characters
     */
    public Parameters and(String name, Tensor tensor) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "parameters: expected a name of letters, digits, _ and -, in branches separated by dots, found "
                            + name);
        }
        Map<String, Tensor> more = new LinkedHashMap<>(byName);
        if (more.put(name, tensor) != null) {
            throw new IllegalArgumentException("parameters: expected distinct names, found " + name + " twice");
        }
        return new Parameters(more);
    }

    /** This tree with another below the name {@code branch}: its {@code weight} becomes {@code branch.weight}. */
    public Parameters and(String branch, Parameters below) {
        Parameters all = this;
        for (Map.Entry<String, Tensor> entry : below.byName.entrySet()) {
            all = all.and(branch + "." + entry.getKey(), entry.getValue());
        }
        return all;
    }

    /**
     * The tensor of a name.
     *
     * @throws NoSuchElementException if there is none, naming those there are
     */
    public Tensor get(String name) {
        Tensor tensor = byName.get(name);
        if (tensor == null) {
            throw new NoSuchElementException("parameters: expected one of " + byName.keySet() + ", found " + name);
        }
        return tensor;
    }

    /** The tree below a name: of {@code critic}, {@code critic.2.weight} becomes {@code 2.weight}. */
    public Parameters below(String branch) {
        Map<String, Tensor> below = new LinkedHashMap<>();
        byName.forEach((name, tensor) -> {
            if (name.startsWith(branch) && name.length() > branch.length() && name.charAt(branch.length()) == '.') {
                below.put(name.substring(branch.length() + 1), tensor);
            }
        });
        return new Parameters(below);
    }

    /** The names, in order. */
    public List<String> names() {
        return List.copyOf(byName.keySet());
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
        Map<String, Tensor> replaced = new LinkedHashMap<>();
        int i = 0;
        for (String name : byName.keySet()) {
            replaced.put(name, others.get(i++));
        }
        return new Parameters(replaced);
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
        if (!names().equals(other.names())) {
            throw new IllegalArgumentException("parameters: expected " + names() + ", found " + other.names());
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
        Map<String, Tensor> placed = new LinkedHashMap<>();
        byName.forEach((name, tensor) -> {
            int last = name.lastIndexOf('.');
            placed.put(name, tensor.named(last < 0 ? root : root + "." + name.substring(0, last)));
        });
        return new Parameters(placed);
    }

    /** Whether no element is infinite or NaN. */
    public boolean isFinite() {
        return tensors.stream().allMatch(Tensor::isFinite);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        byName.forEach((name, tensor) ->
                text.append(name).append(' ').append(tensor.shape()).append('\n'));
        return text.toString();
    }
}
