package dev.nabla2.lab.reproduce;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.lab.LabException;
import dev.nabla2.lab.report.Html;
import dev.nabla2.lab.report.Page;
import dev.nabla2.lab.report.PageParts;
import dev.nabla2.lab.report.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The page that links every experiment that a folder holds. */
public final class IndexPage {
    private static final String NAME = "index.html";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private IndexPage() {}

    /**
     * Writes the page.
     *
     * @param out the folder of all experiments
     * @param experiments those that may be in it, in their order
     * @return where it is
     */
    public static Path write(Path out, List<Experiment> experiments) {
        StringBuilder rows = new StringBuilder();
        int found = 0;
        for (Experiment experiment : experiments) {
            Path result = out.resolve(experiment.name()).resolve(ExperimentFolder.RESULT);
            if (Files.exists(result)) {
                found++;
                rows.append(row(experiment, read(result)));
            }
        }
        String lead = found + " of " + experiments.size() + " experiments were run.";
        String body =
                "<section><div class=\"scroll\"><table class=\"claims index\"><thead><tr><th scope=\"col\">experiment</th>"
                        + "<th scope=\"col\">what it asks</th><th scope=\"col\">agrees with the paper</th></tr></thead><tbody>\n"
                        + rows
                        + "</tbody></table></div></section>\n";
        String page =
                new Page("reproductions", "Papers, run again", lead, "", PageParts.read("experiment.css"), body).html();
        RunFolder.prepare(java.util.Optional.of(out), "").write(NAME, page);
        return out.resolve(NAME);
    }

    private static String row(Experiment experiment, JsonNode result) {
        StringBuilder counts = new StringBuilder();
        for (Claim.Agreement agreement : Claim.Agreement.values()) {
            long count = 0;
            for (JsonNode claim : result.path("claims")) {
                count += claim.path("agrees").asText().equals(agreement.label()) ? 1 : 0;
            }
            if (count > 0) {
                counts.append("<span class=\"agrees ")
                        .append(agreement.style())
                        .append("\">")
                        .append(count)
                        .append(' ')
                        .append(agreement.label())
                        .append("</span> ");
            }
        }
        return "<tr><th scope=\"row\"><a href=\"" + experiment.name() + "/" + ExperimentFolder.PAGE + "\">"
                + Html.escape(experiment.name()) + "</a></th><td>" + Html.prose(experiment.question())
                + "<br><span class=\"why\">" + Html.prose(experiment.paper()) + ". Seed "
                + result.path("seed").asLong()
                + (result.path("quick").asBoolean() ? ", a quick run that judges nothing" : "")
                + ".</span></td><td>" + counts + "</td></tr>\n";
    }

    private static JsonNode read(Path result) {
        try {
            return MAPPER.readTree(Files.readString(result));
        } catch (JsonProcessingException broken) {
            throw new LabException(
                    result + ": expected the result of an experiment, found " + broken.getOriginalMessage());
        } catch (IOException unreadable) {
            throw new LabException(result + ": expected to be able to read it, found " + unreadable);
        }
    }
}
