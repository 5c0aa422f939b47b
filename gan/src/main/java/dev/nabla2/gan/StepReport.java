package dev.nabla2.gan;

/**
 * What one training step (all critic updates and one generator update) measured.
 *
 * @param step the step's number, from 1
 * @param steps how many steps the run has
 * @param criticLoss the critic's objective at its last update, without the penalty
 * @param generatorLoss the generator's objective
 * @param penalty the penalty's value at the critic's last update, weighted; 0 where it has none
 * @param meanSlope the mean over the penalty's points of the norm of the critic's gradient there
 * @param seconds that all steps took so far, without what listeners did after them
 */
public record StepReport(
        int step,
        int steps,
        double criticLoss,
        double generatorLoss,
        double penalty,
        double meanSlope,
        double seconds) {
    /** The same of a run that goes on after so many seconds. */
    public StepReport after(double earlier) {
        return new StepReport(step, steps, criticLoss, generatorLoss, penalty, meanSlope, earlier + seconds);
    }
}
