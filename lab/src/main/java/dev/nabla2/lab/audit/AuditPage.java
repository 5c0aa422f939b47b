package dev.nabla2.lab.audit;

import dev.nabla2.lab.report.Html;
import java.util.List;

/** An audit as an HTML page. */
final class AuditPage {
    private AuditPage() {}

    static String of(AuditSettings settings, List<AuditRow> rows, String command) {
        return "<pre>" + Html.escape(AuditText.of(rows)) + "</pre><pre>" + Html.escape(command) + "</pre>";
    }
}
