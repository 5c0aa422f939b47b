package dev.nabla2.lab.report;

import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.metrics.Evaluation;
import dev.nabla2.lab.metrics.FeatureScores;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.run.Snapshot;
import java.util.List;
import java.util.Optional;

/** Measurements as comma-separated values, for spreadsheets and notebooks; a cell is empty where there is no number. */
public final class Tables {
    private Tables() {}

    /** The line above the rows of training steps. */
    public static final String STEPS_HEADER = "step,seconds,critic_loss,generator_loss,penalty,mean_slope\n";

    private static final int STEP_CELLS = 6;

    /** The row of a training step. */
    public static String step(StepReport step) {
        return step.step()
                + cell(step.seconds())
                + cell(step.criticLoss())
                + cell(step.generatorLoss())
                + cell(step.penalty())
                + cell(step.meanSlope())
                + "\n";
    }

    /**
     * The training step of a row, with every bit but those of numbers that were not finite.
     *
     * @param row without the end of the line
     * @param step which step is expected
     * @param steps how many steps the run has
     * @throws IllegalArgumentException if it is not the row of that step
     */
    public static StepReport step(String row, int step, int steps) {
        String[] cells = row.split(",", -1);
        if (cells.length != STEP_CELLS || Integer.parseInt(cells[0]) != step) {
            throw new IllegalArgumentException("row: expected that of step " + step + ", found " + row);
        }
        return new StepReport(
                step, steps, value(cells[2]), value(cells[3]), value(cells[4]), value(cells[5]), value(cells[1]));
    }

    private static double value(String cell) {
        return cell.isEmpty() ? Double.NaN : Double.parseDouble(cell);
    }

    /** A row per look at the generator. */
    public static String snapshots(List<Snapshot> snapshots) {
        StringBuilder rows =
                new StringBuilder("step,modes,high_quality,kl_to_uniform,sliced_wasserstein,frechet,mode_score\n");
        for (Snapshot snapshot : snapshots) {
            Evaluation evaluation = snapshot.evaluation();
            rows.append(snapshot.step())
                    .append(',')
                    .append(evaluation.modesFound().map(String::valueOf).orElse(""))
                    .append(cell(evaluation.modes().map(ModeScore::highQuality)))
                    .append(cell(evaluation.divergence()))
                    .append(cell(evaluation.distance()))
                    .append(cell(evaluation.frechet()))
                    .append(cell(evaluation.features().map(FeatureScores::modeScore)))
                    .append('\n');
        }
        return rows.toString();
    }

    /** A comma, and the number where there is a finite one. */
    public static String cell(Optional<Double> value) {
        return cell(value.orElse(Double.NaN));
    }

    private static String cell(double value) {
        return Double.isFinite(value) ? "," + value : ",";
    }
}
