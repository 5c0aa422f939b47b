/** The metrics against closed forms; {@code dev.nabla2.golden.MetricsGoldenTest} has independently computed values. */
package dev.nabla2.lab.metrics;
