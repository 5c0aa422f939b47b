package dev.nabla2.lab.audit.critics;

import dev.nabla2.gan.data.RingOfGaussians;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Results;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.nn.Activation;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Whether five statements hold that were measured of few critics with another engine: what treating relu″ as zero does to the gradient of a
 * penalty; and whether training by the true gradient is better.
 */
public final class SecondDerivativeOfRelu implements Experiment {
    @Override
    public String name() {
        return "relu-second-derivative";
    }

    @Override
    public String paper() {
        return "Five statements measured with another engine, small critics and few seeds, after the question that reviewers asked of"
                + " Gulrajani et al., \u201cImproved training of Wasserstein GANs\u201d, NeurIPS 2017";
    }

    @Override
    public String question() {
        return "How is the second derivative of a ReLU defined in a gradient penalty, and does the gradient point downhill?";
    }

    private static AuditSettings settings(Conditions conditions, int threads) {
        boolean quick = conditions.quick();
        return new AuditSettings(
                DataChoice.RING8,
                0,
                Critics.mlp(
                        List.of(Activation.RELU, Activation.TANH, Activation.SOFTPLUS),
                        quick ? List.of(8, 8) : List.of(64, 64, 64)),
                List.of(PenaltyChoice.WGAN_GP, PenaltyChoice.R1),
                0.1,
                LongStream.range(0, conditions.of(10, 2))
                        .mapToObj(i -> conditions.seed() + i)
                        .toList(),
                List.of(0, conditions.of(2000, 5)),
                1e-3,
                conditions.of(256, 32),
                conditions.of(200, 5),
                conditions.of(131_072, 2048),
                0.005,
                threads);
    }

    @Override
    public List<Part> parts(Conditions conditions) {
        AuditSettings settings = settings(conditions, 1);
        Stream<Part> audits = settings.cells().stream()
                .map(cell -> Part.of(
                        cell.name(),
                        "lambda " + settings.lambda() + ", hidden "
                                + settings.critics().hidden() + ", Adam "
                                + settings.learningRate() + ", batch " + settings.batch() + ", states "
                                + settings.states() + ", samples " + settings.samples() + ", epsilon "
                                + settings.epsilon(),
                        bench -> measured(settings(conditions, bench.threads()), cell, bench)));
        return Stream.concat(new Cures(settings).parts(conditions), audits).toList();
    }

    private static Measured measured(AuditSettings settings, Cell cell, Bench bench) {
        int last = settings.states().get(1);
        Measured[] measured = {Measured.nothing()};
        CellAudit.trained(settings, RingOfGaussians.ofEight(), cell)
                .run(
                        step -> bench.progress(step, last + 1),
                        (step, report) -> measured[0] = measured[0].with(AuditNumbers.of(step == 0, report)));
        return measured[0];
    }

    @Override
    public Findings findings(Conditions conditions, Results results) {
        AuditSettings settings = settings(conditions, 1);
        AuditClaims audits = new AuditClaims(settings, results);
        Cures cures = new Cures(settings);
        List<NumberTable> tables = Stream.concat(Stream.of(audits.table()), cures.tables(results).stream())
                .toList();
        return new Findings(
                Stream.concat(audits.claims().stream(), cures.claims(results)).toList(), List.of(), tables);
    }
}
