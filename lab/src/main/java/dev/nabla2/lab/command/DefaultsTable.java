package dev.nabla2.lab.command;

import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.run.DataChoice;
import dev.nabla2.lab.run.NetworkChoice;
import dev.nabla2.lab.run.PenaltyChoice;
import dev.nabla2.lab.run.TrainingDefaults;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The defaults of each data set and of each network in tables, for the help. */
final class DefaultsTable {
    private DefaultsTable() {}

    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("Defaults of mlp, which depend on the data:");
        lines.add(row("", DataChoice::label));
        rows().forEach((name, value) -> lines.add(row(name, data -> value.apply(mlp(data, PenaltyChoice.WGAN_GP)))));
        lines.add(row(
                "  with --penalty clip",
                data -> Format.exact(mlp(data, PenaltyChoice.CLIP).learningRate())));
        kinds().forEach((defaults, alike) -> {
            if (alike.size() > 1) {
                lines.add("  as " + alike.get(0).label() + ": "
                        + alike.stream().skip(1).map(DataChoice::label).collect(Collectors.joining(", ")));
            }
        });
        lines.addAll(ofNetworks());
        return lines;
    }

    private static TrainingDefaults mlp(DataChoice data, PenaltyChoice penalty) {
        return TrainingDefaults.of(data, NetworkChoice.MLP, penalty);
    }

    /** Data of equal defaults together, each kind named by its first. */
    private static Map<List<TrainingDefaults>, List<DataChoice>> kinds() {
        return Arrays.stream(DataChoice.values())
                .collect(Collectors.groupingBy(
                        data -> Arrays.stream(PenaltyChoice.values())
                                .map(penalty -> mlp(data, penalty))
                                .toList(),
                        LinkedHashMap::new,
                        Collectors.toList()));
    }

    private static Map<String, Function<TrainingDefaults, String>> rows() {
        Map<String, Function<TrainingDefaults, String>> rows = new LinkedHashMap<>();
        rows.put("--lambda", defaults -> Format.exact(defaults.lambda()));
        rows.put("--clip", defaults -> Format.exact(defaults.clip()));
        rows.put("--activation", defaults -> defaults.activation().label());
        rows.put("--hidden", defaults -> Widths.write(defaults.hidden()));
        rows.putAll(numbers());
        return rows;
    }

    private static Map<String, Function<TrainingDefaults, String>> numbers() {
        Map<String, Function<TrainingDefaults, String>> rows = new LinkedHashMap<>();
        rows.put("--latent", defaults -> String.valueOf(defaults.latent()));
        rows.put("--steps", defaults -> String.valueOf(defaults.steps()));
        rows.put("--batch", defaults -> String.valueOf(defaults.batch()));
        rows.put("--critic-steps", defaults -> String.valueOf(defaults.criticSteps()));
        rows.put("--betas", defaults -> Betas.write(defaults.betas()));
        rows.put("--learning-rate", defaults -> Format.exact(defaults.learningRate()));
        return rows;
    }

    private static String row(String name, Function<DataChoice, String> value) {
        StringBuilder row = new StringBuilder(String.format(Locale.ROOT, "  %-21s", name));
        for (List<DataChoice> alike : kinds().values()) {
            row.append(String.format(Locale.ROOT, " %11s", value.apply(alike.get(0))));
        }
        return row.toString();
    }

    private static List<String> ofNetworks() {
        List<String> lines = new ArrayList<>(List.of("", "Defaults of other networks, on images:"));
        lines.add(networks("", NetworkChoice::label));
        lines.add(networks("--dim", network -> String.valueOf(network.dim())));
        numbers()
                .forEach((name, value) -> lines.add(networks(
                        name,
                        network ->
                                value.apply(TrainingDefaults.of(DataChoice.MNIST, network, PenaltyChoice.WGAN_GP)))));
        return lines;
    }

    private static String networks(String name, Function<NetworkChoice, String> value) {
        return Arrays.stream(NetworkChoice.values())
                .filter(NetworkChoice::isConvolutional)
                .map(network -> String.format(Locale.ROOT, " %13s", value.apply(network)))
                .collect(Collectors.joining("", String.format(Locale.ROOT, "  %-21s", name), ""));
    }
}
