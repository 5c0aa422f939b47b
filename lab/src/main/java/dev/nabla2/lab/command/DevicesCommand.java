package dev.nabla2.lab.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.lab.run.BackendModules;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code nabla2 devices}. */
@Command(
        name = "devices",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Lists the OpenCL devices of this machine and their limits.",
        description = {"", "'nabla2 train --backend opencl --device N' trains on the device of that number.", ""},
        optionListHeading = "Options:%n",
        footer = {
            "",
            "Exit codes: 0 there is a device; 1 there is none, or no OpenCL; 2 a wrong option.",
            "",
            "Examples:",
            "  nabla2 devices",
            "  nabla2 devices --json"
        })
public final class DevicesCommand implements Callable<Integer> {
    private static final String BYTES = "Bytes";
    private static final String NAME = "name";

    @Spec
    private CommandSpec spec;

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        List<Map<String, Object>> devices =
                BackendModules.named(BackendChoice.OPENCL.label()).devices();
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? json(devices) : text(devices));
        out.flush();
        return 0;
    }

    private static String json(List<Map<String, Object>> devices) {
        try {
            return new ObjectMapper().writeValueAsString(Map.of("devices", devices)) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(List<Map<String, Object>> devices) {
        StringBuilder text = new StringBuilder();
        for (int number = 0; number < devices.size(); number++) {
            text.append(String.format("%d  %s%n", number, devices.get(number).get(NAME)));
            devices.get(number).forEach((property, value) -> {
                if (!property.equals(NAME)) {
                    text.append(line(property, value));
                }
            });
        }
        return text.toString();
    }

    private static String line(String property, Object value) {
        boolean isSize = property.endsWith(BYTES);
        String words = property.replace(BYTES, "").replaceAll("([A-Z])", " $1").toLowerCase(Locale.ROOT);
        return String.format(
                "   %-18s %s%n",
                words, isSize ? size((Long) value) : value instanceof Boolean yes ? yes ? "yes" : "no" : value);
    }

    private static String size(long bytes) {
        return bytes < 1 << 30
                ? String.format(Locale.ROOT, "%.0f KiB", bytes / 1024.0)
                : String.format(Locale.ROOT, "%.1f GiB", bytes / (double) (1 << 30));
    }
}
