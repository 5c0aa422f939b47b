package dev.nabla2.lab.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.engine.Backends;
import dev.nabla2.engine.Shape;
import dev.nabla2.engine.Tensor;
import dev.nabla2.engine.backend.Backend;
import dev.nabla2.engine.backend.Precision;
import dev.nabla2.lab.LabException;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.run.Snapshot;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Safetensors;
import dev.nabla2.nn.SafetensorsException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The file {@code snapshots.safetensors}: for each look at the generator a tensor {@code step.N} of its samples, in the precision of
 * the run, and what they scored as a text of the same name.
 *
 * @param path where it lies
 */
record SnapshotsFile(Path path) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final String STEP = "step.";

    /** Writes them all; the file appears complete or not at all. */
    void write(List<Snapshot> snapshots, Precision precision) {
        Backend backend = precision == Precision.FLOAT ? Backends.cpu(1) : Backends.reference();
        Parameters samples = Parameters.none();
        Map<String, String> scores = new LinkedHashMap<>();
        for (Snapshot snapshot : snapshots) {
            String name = STEP + snapshot.step();
            double[] numbers = snapshot.samples();
            samples = samples.and(name, Tensor.of(backend, Shape.of(numbers.length), numbers));
            scores.put(name, EvaluationJson.write(snapshot.evaluation()).toString());
        }
        Safetensors.write(path, new Safetensors.Contents(samples, scores));
    }

    /**
     * Reads those up to a step.
     *
     * @throws LabException if the file is not one of these
     */
    List<Snapshot> read(int last) {
        if (!Files.exists(path)) {
            return List.of();
        }
        try {
            Safetensors.Contents contents = Safetensors.read(path, Backends.reference());
            List<Snapshot> snapshots = new ArrayList<>();
            for (String name : contents.parameters().names()) {
                int step = Integer.parseInt(name.substring(STEP.length()));
                if (step <= last) {
                    snapshots.add(new Snapshot(
                            step,
                            contents.parameters().get(name).toDoubles(),
                            score(contents.metadata().getOrDefault(name, ""))));
                }
            }
            return snapshots;
        } catch (SafetensorsException wrong) {
            throw new LabException(wrong.getMessage());
        } catch (IllegalArgumentException | IndexOutOfBoundsException | JsonProcessingException wrong) {
            throw new LabException(path + ": expected samples and scores of steps, found others");
        } catch (UncheckedIOException unreadable) {
            throw new LabException(unreadable.getMessage());
        }
    }

    private static Evaluation score(String text) throws JsonProcessingException {
        return EvaluationJson.read(MAPPER.readTree(text));
    }
}
