package dev.nabla2.lab.run;

import dev.nabla2.gan.TrainingListener;

/** Hears how a run goes: of every step, and of what goes wrong. */
@FunctionalInterface
public interface RunListener extends TrainingListener {
    /** Hears of an alarm, after the step that gave rise to it. */
    default void onAlarm(Alarm alarm) {}
}
