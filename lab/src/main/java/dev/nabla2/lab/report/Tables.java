package dev.nabla2.lab.report;

import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.metrics.ModeScore;
import dev.nabla2.lab.run.Snapshot;
import java.util.List;
import java.util.function.Function;

/** Measurements as comma-separated values, for spreadsheets and notebooks; a cell is empty where there is no number. */
public final class Tables {
    private Tables() {}

    /** A row per training step. */
    public static String steps(List<StepReport> history) {
        StringBuilder rows = new StringBuilder("step,seconds,critic_loss,generator_loss,penalty,mean_slope\n");
        for (StepReport step : history) {
            rows.append(step.step())
                    .append(cell(step.seconds()))
                    .append(cell(step.criticLoss()))
                    .append(cell(step.generatorLoss()))
                    .append(cell(step.penalty()))
                    .append(cell(step.meanSlope()))
                    .append('\n');
        }
        return rows.toString();
    }

    /** A row per look at the generator. */
    public static String snapshots(List<Snapshot> snapshots) {
        StringBuilder rows = new StringBuilder("step,modes,high_quality,kl_to_uniform,sliced_wasserstein\n");
        for (Snapshot snapshot : snapshots) {
            rows.append(snapshot.step())
                    .append(cell(snapshot, ModeScore::modes))
                    .append(cell(snapshot, ModeScore::highQuality))
                    .append(cell(snapshot, ModeScore::divergence))
                    .append(cell(snapshot.evaluation().distance()))
                    .append('\n');
        }
        return rows.toString();
    }

    private static String cell(Snapshot snapshot, Function<ModeScore, Number> part) {
        return ","
                + snapshot.evaluation()
                        .modes()
                        .map(part)
                        .map(Object::toString)
                        .filter(text -> !text.equals("NaN"))
                        .orElse("");
    }

    private static String cell(double value) {
        return Double.isFinite(value) ? "," + value : ",";
    }
}
