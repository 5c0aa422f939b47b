package dev.nabla2.gan;

/** Hears of every training step, on the training thread, and may look at the model as it is then. */
@FunctionalInterface
public interface TrainingListener {
    /**
     * Called after each step.
     *
     * @param report what the step measured
     * @param model the model after the step; valid during the call
     */
    void onStep(StepReport report, GanModel model);
}
