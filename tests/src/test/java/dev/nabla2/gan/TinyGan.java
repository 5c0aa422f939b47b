package dev.nabla2.gan;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.Adam;
import dev.nabla2.nn.Sequential;

/** A GAN small enough for tests: one hidden layer or more learns a shifted normal distribution in the plane. */
final class TinyGan {
    private TinyGan() {}

    /** A normal distribution around (1, −1). */
    record Blob() implements DataSet {
        @Override
        public String name() {
            return "blob";
        }

        @Override
        public Shape sampleShape() {
            return Shape.of(2);
        }

        @Override
        public double[] draw(RandomStream random, int count) {
            double[] x = random.normal(2 * count);
            for (int i = 0; i < count; i++) {
                x[2 * i] = 1 + 0.2 * x[2 * i];
                x[2 * i + 1] = -1 + 0.2 * x[2 * i + 1];
            }
            return x;
        }
    }

    /** Pictures of 4 by 4 pixels. */
    record Pictures() implements DataSet {
        @Override
        public String name() {
            return "pictures";
        }

        @Override
        public Shape sampleShape() {
            return Shape.of(1, 4, 4);
        }

        @Override
        public double[] draw(RandomStream random, int count) {
            return random.normal(16 * count);
        }
    }

    static Gan of(Backend backend, Penalty penalty, Activation activation, int width, int batch) {
        return new Gan(
                backend,
                new Blob(),
                Sequential.mlp(activation, 2, width, width, 2),
                Sequential.mlp(activation, 2, width, width, 1),
                2,
                batch,
                Objective.wasserstein(),
                penalty);
    }

    static GanTrainer trainer(Gan gan, int steps, double rate) {
        return new GanTrainer(
                gan,
                new GanTrainer.Settings(
                        Dynamics.alternating(3),
                        new Adam(rate, 0.5, 0.9),
                        new Adam(rate, 0.5, 0.9),
                        Schedule.linearDecay(),
                        steps,
                        7));
    }
}
