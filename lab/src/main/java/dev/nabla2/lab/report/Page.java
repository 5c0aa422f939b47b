package dev.nabla2.lab.report;

/**
 * A page of this program: one HTML file, in light and dark, that needs nothing from elsewhere.
 *
 * @param kind what pages of its kind are, such as {@code training report}
 * @param title what this one is about, as text
 * @param lead what came of it in a sentence or two, as HTML
 * @param notices what a reader must know first, as HTML; may be empty
 * @param style rules of its own, after those of all pages; may be empty
 * @param body its sections, as HTML
 */
public record Page(String kind, String title, String lead, String notices, String style, String body) {
    /** The whole file. */
    public String html() {
        return PageParts.read("frame.html")
                .replace("{{style}}", PageParts.read("page.css") + style)
                .replace("{{kind}}", kind)
                .replace("{{title}}", Html.escape(title))
                .replace("{{lead}}", lead)
                .replace("{{notices}}", notices)
                .replace("{{body}}", body);
    }
}
