package dev.nabla2.lab;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nabla2.lab.command.Interruption;
import dev.nabla2.lab.command.ReproduceCommand;
import dev.nabla2.lab.experiment.Experiments;
import dev.nabla2.lab.picture.PointsPicture;
import dev.nabla2.lab.reproduce.Bench;
import dev.nabla2.lab.reproduce.Claim;
import dev.nabla2.lab.reproduce.Conditions;
import dev.nabla2.lab.reproduce.Experiment;
import dev.nabla2.lab.reproduce.ExperimentFolder;
import dev.nabla2.lab.reproduce.Figure;
import dev.nabla2.lab.reproduce.Findings;
import dev.nabla2.lab.reproduce.Measured;
import dev.nabla2.lab.reproduce.NumberTable;
import dev.nabla2.lab.reproduce.Outcome;
import dev.nabla2.lab.reproduce.Part;
import dev.nabla2.lab.reproduce.Reproduction;
import dev.nabla2.lab.reproduce.Results;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

@Tag("one-java")
class ReproduceCommandTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Reproduction.Watcher NOBODY = new Reproduction.Watcher() {
        @Override
        public void onPart(Experiment experiment, Part part, double seconds, boolean wasThere, int left) {}

        @Override
        public void onProgress(Part part, double share) {}
    };

    @TempDir
    private Path folder;

    /**
     * Squares of some numbers.
     *
     * @param parts how many
     * @param computed counts the computations
     * @param wrong which part throws; −1 for none
     * @param settings of all parts
     */
    private record Squares(int parts, AtomicInteger computed, int wrong, String settings) implements Experiment {
        Squares(int parts) {
            this(parts, new AtomicInteger(), -1, "none");
        }

        @Override
        public String name() {
            return "squares";
        }

        @Override
        public String paper() {
            return "Euclid & sons";
        }

        @Override
        public String question() {
            return "Are squares < 0?";
        }

        @Override
        public List<Part> parts(Conditions conditions) {
            List<Part> all = new ArrayList<>();
            for (int i = 0; i < parts; i++) {
                int number = i;
                Part part = Part.of("part-" + i, settings, bench -> square(conditions, number, bench));
                all.add(i == 1 ? part.timed() : part);
            }
            return all;
        }

        private Measured square(Conditions conditions, int number, Bench bench) {
            computed.incrementAndGet();
            for (int step = 1; step <= 10; step++) {
                bench.progress(step, 10);
            }
            if (number == wrong) {
                throw new IllegalStateException("part " + number + " is wrong");
            }
            double random = conditions.random("squares").fold(number).normal(1)[0];
            return Measured.nothing()
                    .with("square", random * random)
                    .with("several", 0.1, Double.NaN, 1e-300)
                    .with("picture", new PointsPicture(new double[] {0, 0}, new double[0], 1));
        }

        @Override
        public Findings findings(Conditions conditions, Results results) {
            NumberTable table = new NumberTable("Squares", "in no unit", "square", "not finite");
            for (int i = 0; i < parts; i++) {
                Measured of = results.of("part-" + i);
                table = table.row("part " + i, of.value("square"), of.numbers("several")[1]);
            }
            return new Findings(
                    List.of(
                            Claim.judged("squares are positive", "they are", true, ""),
                            Claim.judged("squares are < 0", "none is", false, "signs & rules"),
                            Claim.counted("some agree", "1 of 2", 1, 2, "one does not"),
                            Claim.notRun("squares of matrices", "no matrices here")),
                    List.of(Figure.of(
                            "A point", "at the origin", results.of("part-0").picture("picture"))),
                    List.of(table));
        }
    }

    private record Done(int code, String out, String err) {
        JsonNode json() throws IOException {
            assertEquals(0, code, err);
            return JSON.readTree(out);
        }
    }

    private Done command(List<Experiment> known, String options) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        List<String> arguments = new ArrayList<>(List.of(options.split(" ")));
        arguments.addAll(List.of("--out", folder.resolve("out").toString()));
        int code = new CommandLine(new ReproduceCommand("nabla2 reproduce " + options, new Interruption(), known))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .setExecutionExceptionHandler((failure, command, parsed) -> {
                    err.append(failure.getMessage());
                    return 1;
                })
                .execute(arguments.toArray(String[]::new));
        return new Done(code, out.toString(), err.toString());
    }

    private String written(String name) throws IOException {
        return Files.readString(folder.resolve("out").resolve(name));
    }

    @Test
    void everyClaimStandsInTheJsonInTheTextAndOnThePageAsItIsJudgedAndTheExitIs0() throws IOException {
        JsonNode json = command(List.of(new Squares(2)), "squares --json").json();
        JsonNode claims = json.required("experiments").get(0).required("claims");
        List<String> judged = List.of("yes", "no", "partly", "not run");
        for (int i = 0; i < judged.size(); i++) {
            assertEquals(judged.get(i), claims.get(i).required("agrees").asText());
        }
        assertEquals("signs & rules", claims.get(1).required("why").asText());
        Done text = command(List.of(new Squares(2)), "squares");
        assertTrue(text.out.contains("agrees: no\n  why:    signs & rules"), text.out);
        assertTrue(text.out.contains("Of 4 statements 1 agree"), text.out);
        String page = written("squares/report.html");
        assertTrue(page.contains("<span class=\"agrees no\">no</span></td><td class=\"why\">signs &amp; rules"), page);
        assertTrue(page.contains("Are squares &lt; 0?"), page);
        assertFalse(page.contains("{{"), "every part of the page is filled in");
        assertTrue(written("index.html").contains("<a href=\"squares/report.html\">squares</a>"));
        assertTrue(written("index.html").contains("<span class=\"agrees no\">1 no</span>"));
    }

    @Test
    void pagesAskForNothingFromElsewhere() throws IOException {
        command(List.of(new Squares(1)), "squares");
        Pattern elsewhere = Pattern.compile("(?:src|href|srcset|url)\\W+(?!figure-|squares/report)[^\"')]+");
        for (String page : List.of("index.html", "squares/report.html")) {
            assertFalse(elsewhere.matcher(written(page)).find(), page);
        }
        for (String figure : List.of("figure-1-1.png", "figure-1-1-dark.png")) {
            assertTrue(written("squares/report.html").contains("=\"" + figure + "\""), figure);
            assertTrue(Files.size(folder.resolve("out/squares").resolve(figure)) > 100, figure);
        }
    }

    @Test
    void whatWasStoppedGoesOnToTheSameResultWithoutComputingAnythingTwice() throws IOException {
        Conditions conditions = new Conditions(5, false, Optional.empty());
        Squares whole = new Squares(6);
        Outcome at = run(whole, conditions, folder.resolve("whole"), new Reproduction(2))
                .orElseThrow();
        assertEquals(6, at.findings().tables().get(0).rows().size());
        Reproduction stopped = new Reproduction(1);
        Reproduction.Watcher stopper = new Reproduction.Watcher() {
            @Override
            public void onPart(Experiment experiment, Part part, double seconds, boolean wasThere, int left) {
                if (left == 3) {
                    stopped.cancel();
                }
            }

            @Override
            public void onProgress(Part part, double share) {}
        };
        Squares pieces = new Squares(6);
        ExperimentFolder there = ExperimentFolder.in(folder.resolve("pieces"), pieces, conditions);
        assertTrue(stopped.run(pieces, there, stopper).isEmpty());
        assertEquals(3, pieces.computed.get());
        assertTrue(run(pieces, conditions, folder.resolve("pieces"), new Reproduction(3))
                .isPresent());
        assertEquals(6, pieces.computed.get());
        assertEquals(
                Files.readString(folder.resolve("whole/squares/result.json")),
                Files.readString(folder.resolve("pieces/squares/result.json")));
    }

    private static Optional<Outcome> run(
            Experiment experiment, Conditions conditions, Path out, Reproduction reproduction) {
        ExperimentFolder own = ExperimentFolder.in(out, experiment, conditions);
        Optional<Outcome> outcome = reproduction.run(experiment, own, NOBODY);
        outcome.ifPresent(done -> own.write(done, "nabla2", dev.nabla2.lab.report.Environment.current()));
        return outcome;
    }

    @Test
    void aPartOfOtherConditionsOrSettingsIsRefusedAndNamed() {
        assertEquals(0, command(List.of(new Squares(1)), "squares").code);
        Done otherSeed = command(List.of(new Squares(1)), "squares --seed 2");
        assertEquals(1, otherSeed.code);
        assertTrue(
                otherSeed.err.contains("expected what was computed for 'seed 2: none', found what was for"),
                otherSeed.err);
        Done otherSettings = command(List.of(new Squares(1, new AtomicInteger(), -1, "other")), "squares");
        assertTrue(otherSettings.err.contains("'seed 1: other'"), otherSettings.err);
    }

    @Test
    void aPartThatFailsEndsTheCommandAndThoseBeforeItAreKept() {
        Squares wrong = new Squares(3, new AtomicInteger(), 2, "none");
        Done failed = command(List.of(wrong), "squares --threads 1");
        assertEquals(1, failed.code);
        assertTrue(failed.err.contains("part 2 is wrong"), failed.err);
        assertTrue(Files.exists(folder.resolve("out/squares/parts/part-0.json")));
        assertFalse(Files.exists(folder.resolve("out/squares/parts/part-2.json")));
    }

    @Test
    void namesAreCheckedAndListed() {
        Done wrong = command(List.of(new Squares(1)), "cubes");
        assertEquals(2, wrong.code);
        assertTrue(wrong.err.contains("expected one of squares or all, found 'cubes'"), wrong.err);
        assertEquals(2, command(List.of(new Squares(1)), "--quick").code);
        assertTrue(command(List.of(new Squares(1)), "--list").out.startsWith("squares  "));
        List<String> names = Experiments.all().stream().map(Experiment::name).toList();
        assertEquals(names.stream().distinct().toList(), names);
        assertTrue(names.stream().allMatch(name -> name.matches("[a-z0-9-]+")), names.toString());
    }

    @Test
    void aDifferenceWithoutAReasonIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> Claim.judged("said", "here", false, " "));
        assertThrows(IllegalArgumentException.class, () -> new NumberTable("title", "caption", "one").row("row", 1, 2));
    }
}
