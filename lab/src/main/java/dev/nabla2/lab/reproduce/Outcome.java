package dev.nabla2.lab.reproduce;

/**
 * An experiment that was run.
 *
 * @param experiment which
 * @param conditions under which
 * @param findings what came of it
 * @param seconds how long its parts took together, each when it was computed
 */
public record Outcome(Experiment experiment, Conditions conditions, Findings findings, double seconds) {}
