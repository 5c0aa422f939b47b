package dev.nabla2.lab.spectrum;

import dev.nabla2.lab.picture.BasinPicture;
import dev.nabla2.lab.picture.EigenvaluePicture;
import dev.nabla2.lab.picture.LinesPicture;
import dev.nabla2.lab.picture.Picture;
import dev.nabla2.lab.picture.Png;
import dev.nabla2.lab.picture.Theme;
import dev.nabla2.lab.report.Environment;
import dev.nabla2.lab.report.Format;
import dev.nabla2.lab.report.Html;
import dev.nabla2.lab.report.Page;
import dev.nabla2.lab.report.RunFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A spectrum as a page with pictures, in a folder of its own.
 *
 * @param spectrum what was found
 * @param portrait the game over a plane, if it is one of a few numbers
 */
public record SpectrumPage(Spectrum spectrum, Optional<Portrait> portrait) {
    private static final String PAGE = "spectrum.html";
    private static final int PATIENCE = 4_000;

    /**
     * Writes the page, its pictures and the numbers.
     *
     * @param command what was typed
     * @return where the page is
     */
    public Path write(Path out, String command) {
        RunFolder folder = RunFolder.prepare(Optional.of(out), "");
        StringBuilder body = new StringBuilder(figure(
                folder,
                "eigenvalues",
                spectrum.isField() ? "Eigenvalues of the field" : "Multipliers of a step",
                eigenvalueWords(),
                eigenvalues()));
        portrait.ifPresent(one -> body.append(portrait(folder, one)));
        if (spectrum.along().size() > 1) {
            body.append(along(folder));
        }
        body.append(growth()).append(run(command));
        folder.write("spectrum.json", SpectrumJson.of(spectrum));
        folder.write(
                PAGE,
                new Page(
                                "spectrum",
                                spectrum.subject().name() + ", "
                                        + spectrum.settings()
                                                .dynamics()
                                                .choice()
                                                .label(),
                                Html.prose(SpectrumWords.conclusion(spectrum)),
                                "",
                                "",
                                body.toString())
                        .html());
        return out.resolve(PAGE);
    }

    private Picture eigenvalues() {
        double step = spectrum.isField() ? spectrum.settings().step() : 0;
        String under = "under " + spectrum.settings().dynamics().choice().label();
        List<EigenvaluePicture.Cloud> clouds = new ArrayList<>();
        clouds.add(cloud(under, spectrum.eigenvalues()));
        if (!spectrum.plain().isEmpty()) {
            clouds.add(cloud("of the players\u2019 own gradients", spectrum.plain()));
        }
        return new EigenvaluePicture(clouds, step);
    }

    private static EigenvaluePicture.Cloud cloud(String name, List<Eigenvalue> eigenvalues) {
        return new EigenvaluePicture.Cloud(
                name,
                eigenvalues.stream().mapToDouble(Eigenvalue::re).toArray(),
                eigenvalues.stream().mapToDouble(Eigenvalue::im).toArray());
    }

    private String eigenvalueWords() {
        return spectrum.isField()
                ? "Left of the vertical line the field leads back to a point of rest; a step of plain descent does where its eigenvalues are"
                        + " inside the shaded circle, of radius 1/h round \u22121/h."
                : "A step of plain descent leads nearer to a point of rest where its multipliers are inside the shaded circle.";
    }

    private String portrait(RunFolder folder, Portrait one) {
        int steps = spectrum.settings().steps();
        BasinPicture basin = one.basin(PATIENCE);
        long came = 0;
        for (boolean each : basin.came()) {
            came += each ? 1 : 0;
        }
        String others = one.game().numbers().size() > 2 ? ", where the other numbers are at rest" : "";
        return figure(
                        folder,
                        "flow",
                        "Where the players go",
                        "Thin lines follow steps of "
                                + Format.exact(spectrum.settings().step()) + others + "; bold ones are "
                                + Format.count(steps) + " steps each, from the rings.",
                        one.flow(steps))
                + figure(
                        folder,
                        "basin",
                        "The basin of attraction",
                        Format.percent((double) came / basin.came().length) + " of these starts lead to rest within "
                                + Format.count(PATIENCE) + " steps.",
                        basin);
    }

    private String along(RunFolder folder) {
        double[] steps = spectrum.along().stream().mapToDouble(Look::step).toArray();
        double[] right = spectrum.along().stream().mapToDouble(Look::rightmost).toArray();
        double[] large = spectrum.along().stream().mapToDouble(Look::largest).toArray();
        return figure(
                        folder,
                        "rightmost",
                        "The rightmost along training",
                        "The largest real part at each look; above " + (spectrum.isField() ? "0 the field" : "1 a step")
                                + " leads away in some direction.",
                        lines("largest real part", steps, right))
                + figure(
                        folder,
                        "largest",
                        "The largest along training",
                        spectrum.isField()
                                ? "The largest modulus at each look; it bounds the steps that plain descent can take."
                                : "The largest modulus at each look; above 1 a step leads away in some direction.",
                        lines("largest modulus", steps, large));
    }

    private static Picture lines(String name, double[] steps, double[] values) {
        return new LinesPicture(
                LinesPicture.Axis.linear("training step"),
                LinesPicture.Axis.linear(name),
                List.of(new LinesPicture.Line(name, steps, values)));
    }

    private static String figure(RunFolder folder, String name, String title, String caption, Picture picture) {
        folder.write(name + ".png", Png.encode(picture, Theme.LIGHT));
        return "<section><h2>" + Html.prose(title) + "</h2><p>" + Html.prose(caption) + "</p><figure class=\"wide\">"
                + Html.image(picture, title) + "</figure></section>\n";
    }

    private String growth() {
        if (spectrum.growth().isEmpty()) {
            return "";
        }
        StringBuilder rows = new StringBuilder();
        for (Growth growth : spectrum.growth()) {
            rows.append(String.format(
                    Locale.ROOT,
                    "<tr><td>%s</td><td>%s</td><td>%.9f</td><td>%.9f</td></tr>%n",
                    Format.number(growth.step()),
                    Format.count(growth.steps()),
                    growth.each(),
                    growth.predicted()));
        }
        return "<section><h2>As the game is really played</h2><p>From near the point of rest, by plain descent: by which factor a step"
                + " changes the distance to it, and what the eigenvalues say.</p><div class=\"scroll\"><table><thead><tr>"
                + "<th scope=\"col\">step</th><th scope=\"col\">steps</th><th scope=\"col\">factor of each</th>"
                + "<th scope=\"col\">eigenvalues say</th></tr></thead><tbody>\n" + rows
                + "</tbody></table></div></section>\n";
    }

    private String run(String command) {
        Map<String, String> what = new LinkedHashMap<>();
        what.put("Game", spectrum.subject().losses());
        what.put("Where", spectrum.subject().where());
        what.put("Dynamics", spectrum.settings().dynamics().dynamics().conventions());
        what.put("Parameters", Format.count(spectrum.parameters()));
        what.put("Finding it took", Format.duration(spectrum.seconds()));
        return "<section><h2>What was run</h2><pre><code>" + Html.escape(command)
                + "</code></pre><div class=\"facts\"><table>\n" + Html.facts(what) + "</table>\n<table>\n"
                + Html.facts(Environment.current().facts())
                + "</table></div><p>Beside this page lie its pictures as PNG files and <code>spectrum.json</code>.</p></section>\n";
    }
}
