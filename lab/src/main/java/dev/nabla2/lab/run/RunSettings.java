package dev.nabla2.lab.run;

import dev.nabla2.engine.backend.Precision;

/**
 * Everything that determines a training run.
 *
 * @param data what to learn
 * @param objective what critic and generator want
 * @param penalty how the critic's slope is kept in bounds
 * @param dynamics how the players follow their gradients
 * @param pace how fast
 * @param network what both are made of
 * @param latent the length of the generator's normal input
 * @param steps generator updates
 * @param batch samples per update
 * @param seed where all random numbers come from
 * @param backend what computes
 * @param device the number or a part of the name of the device that the opencl backend computes on; empty for the likely fastest
 * @param precision in which numbers; the reference backend knows doubles only
 * @param threads on how many threads; without effect on the results
 * @param judged whether a classifier judges samples of labelled images; without effect on the training
 * @param profiled whether the opencl backend measures how long its kernels take; without effect on the results
 */
public record RunSettings(
        DataChoice data,
        ObjectiveSettings objective,
        PenaltySettings penalty,
        DynamicsSettings dynamics,
        PaceSettings pace,
        NetworkSettings network,
        int latent,
        int steps,
        int batch,
        long seed,
        BackendChoice backend,
        String device,
        Precision precision,
        int threads,
        boolean judged,
        boolean profiled) {
    /** A run whose kernels are not measured. */
    public RunSettings(
            DataChoice data,
            ObjectiveSettings objective,
            PenaltySettings penalty,
            DynamicsSettings dynamics,
            PaceSettings pace,
            NetworkSettings network,
            int latent,
            int steps,
            int batch,
            long seed,
            BackendChoice backend,
            String device,
            Precision precision,
            int threads,
            boolean judged) {
        this(
                data, objective, penalty, dynamics, pace, network, latent, steps, batch, seed, backend, device,
                precision, threads, judged, false);
    }

    /** The same, measured. */
    public RunSettings withProfile() {
        return new RunSettings(
                data, objective, penalty, dynamics, pace, network, latent, steps, batch, seed, backend, device,
                precision, threads, judged, true);
    }

    /** The same in double precision, on so many threads. */
    public RunSettings inDoubles(int otherThreads) {
        return new RunSettings(
                data,
                objective,
                penalty,
                dynamics,
                pace,
                network,
                latent,
                steps,
                batch,
                seed,
                backend,
                device,
                Precision.DOUBLE,
                otherThreads,
                judged);
    }

    /** Whether the critic's weights are clipped, rather than its slope penalised. */
    public boolean clips() {
        return penalty.choice() == PenaltyChoice.CLIP;
    }

    /** A name for the run, for folders. */
    public String name() {
        String aim = objective.choice() == ObjectiveChoice.WASSERSTEIN
                ? ""
                : objective.choice().label() + "-";
        String way = dynamics.choice() == DynamicsChoice.ALTERNATING
                ? ""
                : "-" + dynamics.choice().label();
        String made =
                network.choice() == NetworkChoice.MLP ? "" : network.choice().label() + "-";
        return data.label() + "-" + made + aim + penalty.choice().label() + way + "-seed" + seed;
    }
}
