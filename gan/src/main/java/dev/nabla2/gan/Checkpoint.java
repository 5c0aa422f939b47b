package dev.nabla2.gan;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Safetensors;
import dev.nabla2.nn.SafetensorsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A run after one of its steps: all that it continues from besides its settings. Random numbers and the order of data follow from the
 * seed and the step.
 *
 * @param step how many steps are done
 * @param updates how many updates each player has had
 * @param tensors parameters, moments, averages, what layers remember and what dynamics remember, below these names
 */
public record Checkpoint(int step, Map<String, Integer> updates, Parameters tensors) {
    private static final String FORMAT = "nabla2.checkpoint";
    private static final String VERSION = "1";
    private static final String STEP = "step";
    private static final String UPDATES = "updates.";

    /** Copies the map. */
    public Checkpoint {
        updates = Map.copyOf(updates);
    }

    /**
     * Writes it to a safetensors file, which appears complete or not at all.
     *
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    public void write(Path file) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put(FORMAT, VERSION);
        texts.put(STEP, String.valueOf(step));
        updates.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> texts.put(UPDATES + entry.getKey(), String.valueOf(entry.getValue())));
        Safetensors.write(file, new Safetensors.Contents(tensors, texts));
    }

    /**
     * Reads one.
     *
     * @param backend where its run goes on
     * @throws SafetensorsException if it is not a checkpoint
     * @throws java.io.UncheckedIOException if it cannot be read
     */
    public static Checkpoint read(Path file, Backend backend) {
        Safetensors.Contents contents = Safetensors.read(file, backend);
        Map<String, String> texts = contents.metadata();
        if (!VERSION.equals(texts.get(FORMAT))) {
            throw new SafetensorsException(file + ": expected a checkpoint, " + FORMAT + " " + VERSION + ", found "
                    + (texts.containsKey(FORMAT) ? FORMAT + " " + texts.get(FORMAT) : "other tensors"));
        }
        Map<String, Integer> updates = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            if (name.startsWith(UPDATES)) {
                updates.put(name.substring(UPDATES.length()), count(file, name, text));
            }
        });
        return new Checkpoint(count(file, STEP, texts.getOrDefault(STEP, "")), updates, contents.parameters());
    }

    private static int count(Path file, String name, String text) {
        try {
            int count = Integer.parseInt(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException none) {
            // Told below, as a negative number is.
        }
        throw new SafetensorsException(file + ": expected a number of " + name + ", found '" + text + "'");
    }
}
