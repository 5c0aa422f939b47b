package dev.nabla2.lab.report;

/** Text in HTML. */
public final class Html {
    private Html() {}

    /** Text as HTML that shows it, between tags or as an attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
