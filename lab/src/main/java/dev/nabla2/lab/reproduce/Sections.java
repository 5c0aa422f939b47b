package dev.nabla2.lab.reproduce;

import dev.nabla2.lab.picture.Tile;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.report.Html;
import java.util.function.BiFunction;

/** Figures and tables as sections of a page. */
public final class Sections {
    /** Pictures narrower than this stand three or more in a row. */
    private static final int NARROW = 400;

    private Sections() {}

    /** Pictures under their title, in the page itself. */
    public static String of(Figure figure) {
        return of(
                figure,
                (number, description) -> Html.image(figure.tiles().get(number).picture(), description));
    }

    /**
     * Pictures under their title.
     *
     * @param image the picture of a tile, by its number from 0 and a description, as HTML
     */
    static String of(Figure figure, BiFunction<Integer, String, String> image) {
        StringBuilder tiles = new StringBuilder();
        for (int i = 0; i < figure.tiles().size(); i++) {
            Tile tile = figure.tiles().get(i);
            String title = tile.title().isEmpty() ? "" : "<h3>" + Html.prose(tile.title()) + "</h3>";
            String note = tile.note().isEmpty() ? "" : "<figcaption>" + Html.prose(tile.note()) + "</figcaption>";
            String description = figure.title() + (tile.title().isEmpty() ? "" : ": " + tile.title());
            tiles.append("<figure>")
                    .append(title)
                    .append(image.apply(i, description))
                    .append(note)
                    .append("</figure>\n");
        }
        return "<section><h2>" + Html.prose(figure.title()) + "</h2><p>" + Html.prose(figure.caption())
                + "</p><div class=\"" + layout(figure) + "\">\n" + tiles + "</div></section>\n";
    }

    private static String layout(Figure figure) {
        if (figure.tiles().size() == 1) {
            return "wide";
        }
        return figure.tiles().get(0).picture().width() < NARROW ? "tiles" : "curves";
    }

    /** Numbers under their title. */
    public static String of(NumberTable table) {
        StringBuilder html = new StringBuilder();
        table.columns()
                .forEach(column -> html.append("<th scope=\"col\" class=\"number\">")
                        .append(Html.prose(column))
                        .append("</th>"));
        html.append("</tr></thead><tbody>\n");
        for (NumberTable.Row row : table.rows()) {
            html.append("<tr><th scope=\"row\">").append(Html.prose(row.name())).append("</th>");
            row.values()
                    .forEach(value -> html.append("<td class=\"number\">")
                            .append(Format.number(value))
                            .append("</td>"));
            html.append("</tr>\n");
        }
        return "<section><h2>" + Html.prose(table.title()) + "</h2><p>" + Html.prose(table.caption())
                + "</p><div class=\"scroll\"><table class=\"numbers\"><thead><tr><th scope=\"col\"></th>" + html
                + "</tbody></table></div></section>\n";
    }
}
