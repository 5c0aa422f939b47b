package dev.nabla2.nn;

import dev.nabla2.engine.Draws;
import dev.nabla2.engine.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a layer meets besides its parameters and its input when it is applied: whether it is being trained and how far along, where
 * random numbers come from, and what it remembers from one step to the next, such as the running statistics of a batch norm.
 *
 * <p>One pass belongs to one computation. A layer that remembers something new tells the pass, and whoever made the pass asks it
 * afterwards ({@link #memory}).
 */
public final class Pass {
    private static final Pass PLAIN = new Pass(
            Optional.empty(), Optional.empty(), Optional.empty(), Parameters.none(), new LinkedHashMap<>(), "");

    private final Optional<Draws> draws;
    private final Optional<Tensor> progress;
    private final Optional<Tensor> labels;
    private final Parameters before;
    private final Map<String, Tensor> renewed;
    private final String branch;

    private Pass(
            Optional<Draws> draws,
            Optional<Tensor> progress,
            Optional<Tensor> labels,
            Parameters before,
            Map<String, Tensor> renewed,
            String branch) {
        this.draws = draws;
        this.progress = progress;
        this.labels = labels;
        this.before = before;
        this.renewed = renewed;
        this.branch = branch;
    }

    /** For layers that are the same in training and in use, and remember nothing. */
    public static Pass plain() {
        return PLAIN;
    }

    /** A layer in use: nothing is drawn and nothing new is remembered. */
    public static Pass using(Parameters memory) {
        return new Pass(Optional.empty(), Optional.empty(), Optional.empty(), memory, new LinkedHashMap<>(), "");
    }

    /**
     * A layer in training.
     *
     * @param draws where random numbers come from
     * @param memory what the layer remembers, as {@link Layer#memory} names it
     */
    public static Pass training(Draws draws, Parameters memory) {
        return new Pass(Optional.of(draws), Optional.empty(), Optional.empty(), memory, new LinkedHashMap<>(), "");
    }

    /**
     * The same so far along a run of training, for layers that change over it.
     *
     * @param done steps done over steps in all, from 0 to 1: a scalar, so that what is recorded once can be replayed
     */
    public Pass along(Tensor done) {
        return new Pass(draws, Optional.of(done), labels, before, renewed, branch);
    }

    /** How far along a run it is, from 0 to 1; empty where there is no run, as in use. */
    public Optional<Tensor> progress() {
        return progress;
    }

    /** The same with the samples' labels, whole numbers {@code [batch]}. */
    public Pass labelled(Tensor others) {
        return new Pass(draws, progress, Optional.of(others), before, renewed, branch);
    }

    /**
     * The samples' labels, whole numbers {@code [batch]}.
     *
     * @throws IllegalStateException if they have none
     */
    public Tensor labels() {
        return labels.orElseThrow(
                () -> new IllegalStateException("expected labels of the samples in the pass, found none"));
    }

    /** Whether the layer is being trained. */
    public boolean isTraining() {
        return draws.isPresent();
    }

    /**
     * Where random numbers come from.
     *
     * @throws IllegalStateException unless the layer is being trained
     */
    public Draws draws() {
        return draws.orElseThrow(() ->
                new IllegalStateException("expected a layer in training, found one in use, where nothing is drawn"));
    }

    /** The same with other random numbers, for another application of the same layer. */
    public Pass fold(String purpose) {
        return new Pass(draws.map(d -> d.fold(purpose)), progress, labels, before, renewed, branch);
    }

    /** For the layer of that name in this one. */
    public Pass below(String name) {
        return new Pass(draws.map(d -> d.fold(name)), progress, labels, before, renewed, branch + name + ".");
    }

    /**
     * What the layer remembers under a name.
     *
     * @throws IllegalStateException if it was given no memory of that name
     */
    public Tensor remembered(String name) {
        Tensor newer = renewed.get(branch + name);
        if (newer != null) {
            return newer;
        }
        if (!before.names().contains(branch + name)) {
            throw new IllegalStateException("expected a memory of " + branch + name
                    + ", as the layer's memory(backend) begins it, found " + before.names());
        }
        return before.get(branch + name);
    }

    /** Remembers something from now on, unless the layer is only used; no derivative flows through what is remembered. */
    public void remember(String name, Tensor value) {
        if (isTraining()) {
            remembered(name);
            renewed.put(branch + name, value.detach());
        }
    }

    /** The whole memory, with what layers have remembered in this pass. */
    public Parameters memory() {
        List<Tensor> after = new ArrayList<>();
        for (int i = 0; i < before.names().size(); i++) {
            after.add(
                    renewed.getOrDefault(before.names().get(i), before.tensors().get(i)));
        }
        return before.with(after);
    }
}
