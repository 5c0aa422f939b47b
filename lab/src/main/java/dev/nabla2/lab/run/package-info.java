/**
 * Runs of training. {@link dev.nabla2.lab.run.TrainingDefaults} holds every default, {@link
 * dev.nabla2.lab.run.RunSettings} what a run is made of, {@link
 * dev.nabla2.lab.run.ObjectiveSettings} what its players want, {@link dev.nabla2.lab.run.Run} trains and watches, and {@link
 * dev.nabla2.lab.run.RunResult} is what came of it. {@link dev.nabla2.lab.run.Training} is all that this module asks of a
 * trainer.
 */
package dev.nabla2.lab.run;
