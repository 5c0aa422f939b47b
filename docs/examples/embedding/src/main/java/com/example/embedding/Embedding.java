package com.example.embedding;

import dev.nabla2.engine.*;
import dev.nabla2.gan.*;
import dev.nabla2.gan.data.*;
import dev.nabla2.nn.*;
import java.util.concurrent.*;
import java.util.stream.*;

public class Embedding {
    public static void main(String[] args) {
        DataSet data = RingOfGaussians.ofEight();                 // or a class of yours that draws from what you have
        Layer generator = Sequential.mlp(Activation.RELU, 2, 64, 64, 2);
        Layer critic = Sequential.mlp(Activation.RELU, 2, 64, 64, 1);
        Gan gan = new Gan(
                Backends.cpu(), data, generator, critic, 2, 128, Objective.wasserstein(), GradientPenalty.twoSided(1));
        Adam adam = new Adam(2e-3, 0.5, 0.9);
        GanTrainer trainer = new GanTrainer(gan, new GanTrainer.Settings(
                Dynamics.alternating(5), adam, adam, Schedule.linearDecay(), 1000, 1));

        CompletableFuture.delayedExecutor(1, TimeUnit.MINUTES).execute(trainer::cancel);       // from any thread
        int steps = trainer.run((step, model) -> {
            if (step.step() % 250 == 0) System.out.printf("step %d: critic %.3f%n", step.step(), step.criticLoss());
        });

        Sampler sampler = trainer.model().sampler();              // any number of threads may use it at once
        double generated = IntStream.range(0, 8).parallel()
                .mapToDouble(i -> meanRadius(sampler.sample(RandomStream.of(i), 1000)))
                .average().orElseThrow();
        double real = meanRadius(data.draw(RandomStream.of(8), 8000));
        System.out.printf("%d steps; mean distance from the origin: generated %.2f, real %.2f%n", steps, generated, real);
    }

    private static double meanRadius(double[] points) {
        return IntStream.range(0, points.length / 2)
                .mapToDouble(k -> Math.hypot(points[2 * k], points[2 * k + 1]))
                .average().orElseThrow();
    }
}
