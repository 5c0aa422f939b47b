package dev.nabla2.gan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.nabla2.engine.Backends;
import dev.nabla2.nn.Activation;
import dev.nabla2.nn.BatchNorm;
import dev.nabla2.nn.Dense;
import dev.nabla2.nn.GroupNorm;
import dev.nabla2.nn.Initialiser;
import dev.nabla2.nn.Layer;
import dev.nabla2.nn.Sequential;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class MixedSamplesTest {
    private static Gan gan(Layer norm, Penalty penalty) {
        Sequential critic = new Sequential(
                List.of(new Dense(2, 4, Initialiser.heNormal(1)), norm, new Dense(4, 1, Initialiser.heNormal(1))));
        return new Gan(
                Backends.reference(),
                new TinyGan.Blob(),
                Sequential.mlp(Activation.TANH, 2, 4, 2),
                critic,
                2,
                4,
                Objective.wasserstein(),
                penalty);
    }

    static List<PenaltyExample> penalties() {
        List<PenaltyExample> all = new ArrayList<>(PenaltyExample.all());
        all.add(new PenaltyExample("none", new NoPenalty()));
        all.add(new PenaltyExample("lazy", new LazyPenalty(SamplePenalty.r1(1), 4)));
        return all;
    }

    @ParameterizedTest
    @MethodSource("penalties")
    void onlyPenaltiesOfSlopesAreWarnedOfAndOnlyWhereSamplesAreMixed(PenaltyExample example) {
        boolean slopes = !List.of("clip", "none").contains(example.name());
        assertEquals(slopes, gan(new BatchNorm(4), example.penalty()).warning().isPresent());
        assertTrue(gan(GroupNorm.layer(4), example.penalty()).warning().isEmpty());
    }

    @Test
    void aTrainerWarnsOnceHoweverManyStepsItDoes() {
        List<String> said = new ArrayList<>();
        Handler handler = new Handler() {
            @Override
            public void publish(LogRecord entry) {
                said.add(entry.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger(GanTrainer.class.getName());
        logger.addHandler(handler);
        try {
            TinyGan.trainer(gan(new BatchNorm(4), SamplePenalty.r1(1)), 3, 1e-3).run((report, model) -> {});
            TinyGan.trainer(gan(GroupNorm.layer(4), SamplePenalty.r1(1)), 3, 1e-3)
                    .run((report, model) -> {});
        } finally {
            logger.removeHandler(handler);
        }
        assertEquals(1, said.size(), said::toString);
        assertTrue(said.get(0).contains("mixes the samples of a batch"), said::toString);
    }
}
