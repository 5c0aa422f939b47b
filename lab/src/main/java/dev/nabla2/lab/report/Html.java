package dev.nabla2.lab.report;

import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Png;
import dev.nabla2.lab.picture.Theme;
import java.util.Base64;
import java.util.Map;

/** Text, tables and pictures in HTML. */
public final class Html {
    private Html() {}

    /** Text as HTML that shows it, between tags or as an attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    /** Escaped, and with numbers and their percent signs kept together. */
    public static String prose(String text) {
        return escape(text).replace(" %", "&nbsp;%");
    }

    /** Rows of a name and a value, both as text. */
    public static String facts(Map<String, String> rows) {
        StringBuilder html = new StringBuilder();
        rows.forEach((name, value) -> html.append("<tr><th scope=\"row\">")
                .append(escape(name))
                .append("</th><td>")
                .append(escape(value))
                .append("</td></tr>\n"));
        return html.toString();
    }

    /** A picture in both themes, in the page itself. */
    public static String image(Picture picture, String description) {
        return "<picture><source media=\"(prefers-color-scheme: dark)\" srcset=\"" + data(picture, Theme.DARK)
                + "\"><img alt=\"" + escape(description) + "\" width=\"" + picture.width() + "\" height=\""
                + picture.height() + "\" src=\"" + data(picture, Theme.LIGHT) + "\"></picture>";
    }

    private static String data(Picture picture, Theme theme) {
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(Png.encode(picture, theme));
    }
}
