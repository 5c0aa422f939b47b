package dev.nabla2.opencl;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The parameters that were found best for devices, a file for each device and driver beside the programs that were compiled for them. A file
 * that cannot be used is one that is not there, but that this is said.
 *
 * @param programs in whose folder the files lie
 */
record Tuned(ProgramCache programs) {
    private static final String FIRST_LINE = "nabla2 tune 1";
    private static final int MOST_LINES = 100;

    /** Those of a device, if it was tuned with the driver that it has now. */
    Optional<ProductParameters> read(Device device) {
        Path file = file(device);
        try {
            return Optional.of(parsed(Files.readAllLines(file), device));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        } catch (IOException | IllegalArgumentException unusable) {
            String found = unusable instanceof MalformedInputException
                    ? "expected text, found something else"
                    : unusable.getMessage();
            System.getLogger(Tuned.class.getPackageName())
                    .log(
                            Level.WARNING,
                            "opencl: left out {0}: {1}; ''nabla2 tune'' measures and writes it anew",
                            file,
                            found);
            return Optional.empty();
        }
    }

    /** Those of a device, or else those that suit its kind. */
    ProductParameters orUsual(Device device) {
        return read(device).orElseGet(() -> ProductParameters.of(device));
    }

    private static ProductParameters parsed(List<String> lines, Device device) {
        List<String> expected = head(device);
        if (lines.size() > MOST_LINES
                || lines.size() < expected.size()
                || !lines.subList(0, expected.size()).equals(expected)) {
            throw new IllegalArgumentException("expected parameters for " + device.name() + ", found something else");
        }
        Map<String, Integer> values = new LinkedHashMap<>();
        for (String line : lines.subList(expected.size(), lines.size())) {
            String[] parts = line.split("=", 2);
            if (parts.length != 2 || !parts[1].matches("[0-9]{1,10}") || Long.parseLong(parts[1]) > Integer.MAX_VALUE) {
                throw new IllegalArgumentException("expected a name, = and a number, found '" + line + "'");
            }
            values.put(parts[0], Integer.parseInt(parts[1]));
        }
        ProductParameters parameters = ProductParameters.of(values);
        if (!parameters.fits(device)) {
            throw new IllegalArgumentException("expected work-groups that fit " + device.name() + ", found " + values);
        }
        return parameters;
    }

    private static List<String> head(Device device) {
        return List.of(FIRST_LINE, oneLine(device.name()), oneLine(device.platform()), oneLine(device.driver()));
    }

    private static String oneLine(String text) {
        return text.replaceAll("\\R", " ");
    }

    /**
     * Keeps a device's parameters instead of those it had.
     *
     * @return where
     */
    Path write(Device device, ProductParameters parameters) {
        StringBuilder text = new StringBuilder(String.join("\n", head(device))).append('\n');
        parameters
                .toMap()
                .forEach((name, value) ->
                        text.append(name).append('=').append(value).append('\n'));
        Path file = file(device);
        try {
            Files.createDirectories(programs.folder());
            Path temporary = Files.createTempFile(programs.folder(), "tuned", ".new");
            Files.writeString(temporary, text);
            return Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            throw new UncheckedIOException("expected to write " + file + ", found that it cannot be", full);
        }
    }

    /** Where a device's parameters are kept. */
    Path file(Device device) {
        String hash = programs.key(device.name(), device.vendor(), device.platform(), device.driver())
                .hash();
        return programs.folder().resolve("tuned-" + hash.substring(0, 16) + ".txt");
    }
}
