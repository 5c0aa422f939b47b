package dev.nabla2.gan;

import dev.nabla2.engine.backend.Backend;
import dev.nabla2.nn.Optimiser;
import dev.nabla2.nn.Parameters;
import dev.nabla2.nn.Safetensors;
import dev.nabla2.nn.SafetensorsException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * A run after one of its steps: all that it continues from besides its settings. Random numbers and the order of data follow from the
 * seed and the step.
 *
 * @param step how many steps are done
 * @param updates how many updates each player has had
 * @param optimisers the label of each player's optimiser
 * @param measured what was measured last, where it is not measured at every step
 * @param tensors parameters, moments, averages, what layers remember and what dynamics remember, below these names
 */
public record Checkpoint(
        int step,
        Map<String, Integer> updates,
        Map<String, String> optimisers,
        Map<String, Double> measured,
        Parameters tensors) {
    private static final String FORMAT = "nabla2.checkpoint";
    private static final String VERSION = "2";
    private static final String STEP = "step";
    private static final String UPDATES = "updates.";
    private static final String OPTIMISER = "optimiser.";
    private static final String MEASURED = "measured.";

    /** Copies the maps. */
    public Checkpoint {
        updates = Map.copyOf(updates);
        optimisers = Map.copyOf(optimisers);
        measured = Map.copyOf(measured);
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
        new TreeMap<>(updates).forEach((player, count) -> texts.put(UPDATES + player, String.valueOf(count)));
        new TreeMap<>(optimisers).forEach((player, label) -> texts.put(OPTIMISER + player, label));
        new TreeMap<>(measured).forEach((name, value) -> texts.put(MEASURED + name, String.valueOf(value)));
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
                    + (texts.containsKey(FORMAT)
                            ? String.format("%s %.60s", FORMAT, texts.get(FORMAT))
                            : "other tensors"));
        }
        Map<String, Integer> updates = new LinkedHashMap<>();
        Map<String, String> optimisers = new LinkedHashMap<>();
        Map<String, Double> measured = new LinkedHashMap<>();
        texts.forEach((name, text) -> {
            if (name.startsWith(MEASURED)) {
                measured.put(name.substring(MEASURED.length()), number(file, name, text));
            }
            if (name.startsWith(OPTIMISER)) {
                optimisers.put(name.substring(OPTIMISER.length()), text);
            }
            if (name.startsWith(UPDATES)) {
                updates.put(name.substring(UPDATES.length()), count(file, name, text));
            }
        });
        return new Checkpoint(
                count(file, STEP, texts.getOrDefault(STEP, "")), updates, optimisers, measured, contents.parameters());
    }

    /** How many updates a player has had, if they were made by such an optimiser. */
    int updates(String player, Optimiser optimiser) {
        String label = optimisers.getOrDefault(player, "none");
        if (!label.equals(optimiser.label()) || !updates.containsKey(player)) {
            throw new IllegalArgumentException(String.format(
                    "checkpoint: expected updates of %s by %s, found %s by %.60s",
                    player, optimiser.label(), updates.getOrDefault(player, 0), label.replaceAll("[^a-z-]", "?")));
        }
        return updates.get(player);
    }

    private static double number(Path file, String name, String text) {
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException none) {
            throw wrong(file, "a number as", name, text);
        }
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
        throw wrong(file, "a number of", name, text);
    }

    private static SafetensorsException wrong(Path file, String expected, String name, String text) {
        return new SafetensorsException(
                String.format("%s: expected %s %.60s, found '%.60s'", file, expected, name, text));
    }
}
