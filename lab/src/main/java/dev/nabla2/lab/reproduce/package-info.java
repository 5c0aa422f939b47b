/**
 * Published experiments and known results, run again.
 *
 * <p>An {@link dev.nabla2.lab.reproduce.Experiment} says in {@link dev.nabla2.lab.reproduce.Part}s what is computed, and in {@link
 * dev.nabla2.lab.reproduce.Findings} how it is judged: {@link dev.nabla2.lab.reproduce.Claim}s, each what a paper says beside what is
 * found here, {@link dev.nabla2.lab.reproduce.Figure}s and {@link dev.nabla2.lab.reproduce.NumberTable}s. Under which {@link
 * dev.nabla2.lab.reproduce.Conditions}, the user says. {@link dev.nabla2.lab.reproduce.Reproduction} computes each part once and keeps what
 * it {@linkplain dev.nabla2.lab.reproduce.Measured measured} in the experiment's {@link dev.nabla2.lab.reproduce.ExperimentFolder}, so
 * that what was stopped goes on. A new experiment is a class and a line in the registry {@code dev.nabla2.lab.experiment.Experiments}.
 */
package dev.nabla2.lab.reproduce;
