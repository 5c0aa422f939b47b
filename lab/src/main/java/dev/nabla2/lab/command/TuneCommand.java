package dev.nabla2.lab.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.lab.run.BackendChoice;
import dev.nabla2.lab.run.BackendModules;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The command {@code nabla2 tune}. */
@Command(
        name = "tune",
        mixinStandardHelpOptions = true,
        versionProvider = Versions.class,
        sortOptions = false,
        usageHelpAutoWidth = true,
        header = "Finds how a device computes matrix products fastest, and keeps it for every run on it.",
        description = {
            "",
            "Measures which parts a product is best cut into, for a minute or a few, and writes the winner to this user's"
                    + " cache directory, for this device with this driver. Results stay the same, bit for bit; only how long"
                    + " they take changes. It is best done while the device has nothing else to do.",
            ""
        },
        optionListHeading = "Options:%n",
        footer = {
            "",
            "Exit codes: 0 measured and kept; 1 no such device, or no OpenCL; 2 a wrong option.",
            "",
            "Examples:",
            "  nabla2 tune",
            "  nabla2 tune --device 1 --json"
        })
public final class TuneCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Option(
            names = "--device",
            paramLabel = "DEVICE",
            description =
                    "A device's number in 'nabla2 devices', or a part of its name (default: the first GPU, if there is one).")
    private Optional<String> device = Optional.empty();

    @Option(names = "--json", description = "Print one JSON object, and nothing else, on standard output.")
    private boolean json;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        Map<String, Object> found = BackendModules.named(BackendChoice.OPENCL.label())
                .tune(device.orElse(""), line -> {
                    err.println(line);
                    err.flush();
                });
        PrintWriter out = spec.commandLine().getOut();
        out.print(json ? json(found) : text(found));
        out.flush();
        return 0;
    }

    private static String json(Map<String, Object> found) {
        try {
            return new ObjectMapper().writeValueAsString(found) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static String text(Map<String, Object> found) {
        StringBuilder text = new StringBuilder();
        text.append(String.format("%s%n%nGFLOP/s%34s %9s %8s%n", found.get("name"), "default", "best", "ratio"));
        for (Object line : (List<?>) found.get("products")) {
            Map<?, ?> product = (Map<?, ?>) line;
            double usual = (Double) product.get("default");
            double best = (Double) product.get("best");
            text.append(String.format(
                    Locale.ROOT, "%-31s %9.1f %9.1f %8.2f%n", product.get("product"), usual, best, best / usual));
        }
        text.append(String.format("%ndefault %s%nbest    %s%n", found.get("default"), found.get("best")));
        return text.append(String.format("kept in %s%n", found.get("file"))).toString();
    }
}
