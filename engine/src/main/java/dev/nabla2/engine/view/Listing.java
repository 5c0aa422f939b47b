package dev.nabla2.engine.view;

import dev.nabla2.engine.op.Instruction;
import dev.nabla2.engine.walk.Walk;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A tape as text, one line per instruction, under a heading for each pass:
 *
 * <pre>
 * pass 0, as written
 *   %0  leaf                           []  = 2
 *   %1  pointwise  square %0           []  = 4
 *   %2  bilinear   multiply %1, %0     []  = 8
 * pass 1, backward from %2 to %0
 *   %3  bilinear   multiply 1, %0      []  = 2
 * </pre>
 *
 * <p>From left to right: the line's number, which is its result's; its operation's kind; the operation and its operands, by number or,
 * where they are constants, by value or shape; the result's shape; its value if it has at most four elements; its place in a model.
 */
public final class Listing {
    private static final int COLUMNS = 120;
    private static final int NARROWEST = 24;

    private record Row(
            Instruction line, String number, String kind, String made, String shape, String value, String place) {
        static Row of(Instruction line) {
            String made = line.operation()
                    .map(operation -> Wording.operation(operation) + " " + Wording.operands(line, operand -> true))
                    .orElse("");
            return new Row(
                    line,
                    "%" + line.number(),
                    Wording.kind(line),
                    made,
                    line.result().shape().toString(),
                    Wording.isSmall(line.result()) ? "= " + Wording.value(line.result()) : "",
                    line.result().place().isEmpty() ? "" : "in " + line.result().place());
        }
    }

    private final List<Row> rows;
    private final List<Walk> walks;
    private final int number;
    private final int kind;
    private final int made;
    private final int shape;
    private final int value;

    private Listing(List<Row> rows, List<Walk> walks) {
        this.rows = rows;
        this.walks = walks;
        number = widest(Row::number);
        kind = widest(Row::kind);
        shape = widest(Row::shape);
        value = widest(Row::value);
        int others = 2 + number + 2 + kind + 2 + 2 + shape + 2 + value + 2 + widest(Row::place);
        made = Math.min(widest(Row::made), Math.max(NARROWEST, COLUMNS - others));
    }

    /**
     * Prints lines of a tape.
     *
     * @param tape the lines
     * @param walks what was asked for in each pass, the first in pass 1
     * @param which the lines to print
     */
    public static String print(List<Instruction> tape, List<Walk> walks, Predicate<Instruction> which) {
        return new Listing(tape.stream().filter(which).map(Row::of).toList(), walks).text();
    }

    private int widest(Function<Row, String> column) {
        return rows.stream().mapToInt(row -> column.apply(row).length()).max().orElse(0);
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int pass = -1;
        for (Row row : rows) {
            if (row.line().pass() != pass) {
                pass = row.line().pass();
                text.append(Wording.pass(pass, walks)).append('\n');
            }
            append(row, text);
        }
        return text.toString();
    }

    private void append(Row row, StringBuilder text) {
        List<String> pieces = wrapped(row.made());
        String first =
                "  " + " ".repeat(number - row.number().length()) + row.number() + "  " + padded(row.kind(), kind)
                        + "  " + padded(pieces.get(0), made) + "  " + padded(row.shape(), shape) + "  "
                        + (value == 0 ? "" : padded(row.value(), value) + "  ") + row.place();
        text.append(first.stripTrailing()).append('\n');
        for (String more : pieces.subList(1, pieces.size())) {
            text.append(" ".repeat(2 + number + 2 + kind + 2 + 2)).append(more).append('\n');
        }
    }

    /** Breaks at spaces what is wider than its column, and moves what follows in. */
    private List<String> wrapped(String words) {
        List<String> pieces = new ArrayList<>();
        StringBuilder piece = new StringBuilder();
        for (String word : words.split(" ", -1)) {
            int room = pieces.isEmpty() ? made : made - 2;
            if (piece.length() > 0 && piece.length() + 1 + word.length() > room) {
                pieces.add(piece.toString());
                piece.setLength(0);
            }
            piece.append(piece.length() == 0 ? "" : " ").append(word);
        }
        pieces.add(piece.toString());
        return pieces;
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }
}
