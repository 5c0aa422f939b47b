package dev.nabla2.lab.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.engine.RandomStream;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.FeatureScores;
import dev.nabla2.lab.metrics.ModeHistogram;
import dev.nabla2.lab.metrics.ModeScore;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EvaluationJsonTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static FeatureScores scores(ModeHistogram modes) {
        double[] x = RandomStream.of(4).normal(8);
        return new FeatureScores(x[0], Double.NaN, x[2], x[3], x[4], x[5], x[6], x[7], modes);
    }

    @Test
    void everyBitOfAnEvaluationComesBack() throws JsonProcessingException {
        List<Evaluation> all = List.of(
                new Evaluation(Optional.empty(), 1 / 3.0, Optional.empty()),
                new Evaluation(Optional.of(new ModeScore(7, 8, 0.1, Double.NaN)), Double.NaN, Optional.empty()),
                new Evaluation(Optional.empty(), 0.2, Optional.of(scores(new ModeHistogram(new int[] {3, 0, 1 << 30
                })))));
        for (Evaluation evaluation : all) {
            String text = EvaluationJson.write(evaluation).toString();
            assertEquals(evaluation, EvaluationJson.read(MAPPER.readTree(text)), text);
        }
    }

    @Test
    void featuresWithoutAModeOrANumberAreRefused() {
        for (String wrong : List.of("{}", "5", "{\"frechet\":\"x\",\"hits\":[1]}")) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> EvaluationJson.read(MAPPER.readTree("{\"slicedWasserstein\":1,\"features\":" + wrong + "}")),
                    wrong);
        }
    }
}
