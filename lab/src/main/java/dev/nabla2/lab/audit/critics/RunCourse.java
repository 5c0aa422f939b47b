package dev.nabla2.lab.audit.critics;

import dev.nabla2.engine.RandomStream;
import dev.nabla2.engine.Shape;
import dev.nabla2.gan.Gan;
import dev.nabla2.gan.GanModel;
import dev.nabla2.gan.LazyPenalty;
import dev.nabla2.gan.Penalty;
import dev.nabla2.gan.Sampler;
import dev.nabla2.gan.SlopePenalty;
import dev.nabla2.gan.data.DataSet;
import dev.nabla2.lab.audit.Subject;
import dev.nabla2.lab.run.GanTraining;
import dev.nabla2.lab.run.Training;
import dev.nabla2.nn.Parameters;
import java.nio.file.Path;
import java.util.function.IntConsumer;

/** The critic of a GAN at a checkpoint of its training, against the generator as it is there. */
public final class RunCourse implements Course {
    private final int step;
    private final Parameters theta;
    private final Subject subject;

    private RunCourse(int step, Parameters theta, Subject subject) {
        this.step = step;
        this.theta = theta;
        this.subject = subject;
    }

    /**
     * A checkpoint's.
     *
     * @param training as the run was trained, in doubles
     * @param checkpoint the file
     * @param noise the deviation of normal noise on every number of a sample, real or generated; 0 for none
     * @throws IllegalArgumentException if the penalty is none of slopes
     */
    public static RunCourse of(GanTraining training, Path checkpoint, double noise) {
        Gan gan = training.gan();
        Training there = training.continued(checkpoint);
        GanModel model = there.model();
        Sampler sampler = new Sampler(
                gan.backend(),
                gan.generator(),
                gan.latent(),
                gan.data().classes(),
                model.parameters(Gan.GENERATOR),
                model.memory(Gan.GENERATOR));
        Shape sample = gan.data().sampleShape();
        DataSet real = noisy(gan.data(), noise);
        DataSet fake = noisy(new Generated(gan.data(), sampler), noise);
        return new RunCourse(
                there.checkpoint().step(),
                model.parameters(Gan.CRITIC),
                new Subject(
                        gan.backend(),
                        gan.critic(),
                        model.memory(Gan.CRITIC),
                        slopes(gan.penalty()),
                        (draws, count) -> draws.fold("real")
                                .draw(TrainingCourse.samples(sample, count), stream -> real.draw(stream, count)),
                        (draws, count) -> draws.fold("fake")
                                .draw(TrainingCourse.samples(sample, count), stream -> fake.draw(stream, count))));
    }

    private static DataSet noisy(DataSet data, double noise) {
        return noise > 0 ? new NoisyData(data, noise) : data;
    }

    private static SlopePenalty slopes(Penalty penalty) {
        if (penalty instanceof LazyPenalty lazy) {
            return slopes(lazy.penalty());
        }
        if (penalty instanceof SlopePenalty of) {
            return of;
        }
        throw new IllegalArgumentException(
                "audit: expected a run with a penalty of slopes alone, found one with " + penalty.conventions());
    }

    /**
     * What a generator makes.
     *
     * @param like the data that it learns
     */
    private record Generated(DataSet like, Sampler sampler) implements DataSet {
        @Override
        public String name() {
            return like.name();
        }

        @Override
        public Shape sampleShape() {
            return like.sampleShape();
        }

        @Override
        public double[] draw(RandomStream random, int count) {
            return sampler.sample(random, count);
        }
    }

    /** After how many steps of its training it is. */
    public int step() {
        return step;
    }

    @Override
    public Subject subject() {
        return subject;
    }

    @Override
    public Parameters example() {
        return theta;
    }

    @Override
    public void run(IntConsumer before, Listener listener) {
        before.accept(step);
        listener.onState(step, theta);
    }
}
