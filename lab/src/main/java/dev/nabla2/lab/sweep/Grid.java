package dev.nabla2.lab.sweep;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Every combination of some options' values. Those that differ in nothing but the seed are one cell.
 *
 * @param options all that were given, in that order, but the seed
 * @param seeds the seeds of every cell
 */
public record Grid(List<Axis> options, List<String> seeds) {
    /** The name of the option that cells are summed up over. */
    public static final String SEED = "--seed";

    /** Copies the lists. */
    public Grid {
        options = List.copyOf(options);
        seeds = List.copyOf(seeds);
    }

    /**
     * A cell: a value for each axis, by its option.
     *
     * @param values in the order of the axes
     */
    public record Cell(List<String> values) {
        /** Copies the list. */
        public Cell {
            values = List.copyOf(values);
        }
    }

    /** The options that take several values. */
    public List<Axis> axes() {
        return options.stream().filter(axis -> axis.values().size() > 1).toList();
    }

    /** All cells, the last axis changing fastest. */
    public List<Cell> cells() {
        List<List<String>> cells = List.of(List.of());
        for (Axis axis : axes()) {
            List<List<String>> more = new ArrayList<>();
            for (List<String> begun : cells) {
                for (String value : axis.values()) {
                    List<String> longer = new ArrayList<>(begun);
                    longer.add(value);
                    more.add(longer);
                }
            }
            cells = more;
        }
        return cells.stream().map(Cell::new).toList();
    }

    /** What is typed after {@code nabla2 train} for a cell and a seed. */
    public List<String> words(Cell cell, String seed) {
        Map<Axis, String> chosen = new LinkedHashMap<>();
        for (int i = 0; i < axes().size(); i++) {
            chosen.put(axes().get(i), cell.values().get(i));
        }
        return words(axis -> axis.words(chosen.getOrDefault(axis, axis.values().get(0))), seed);
    }

    /** The same for all, with capitals for what differs. */
    public List<String> pattern() {
        return words(
                axis -> axis.values().size() > 1
                        ? axis.pattern()
                        : axis.words(axis.values().get(0)),
                seeds.size() > 1 ? "SEED" : seeds.get(0));
    }

    private List<String> words(Function<Axis, List<String>> each, String seed) {
        List<String> words = new ArrayList<>();
        options.forEach(axis -> words.addAll(each.apply(axis)));
        words.addAll(List.of(SEED, seed));
        return words;
    }

    /** A cell in words, such as {@code penalty r1, lambda 0.1}. */
    public String words(Cell cell) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < axes().size(); i++) {
            words.add(axes().get(i).label() + " " + cell.values().get(i));
        }
        return String.join(", ", words);
    }
}
