/**
 * Many runs at once: a {@link dev.nabla2.lab.sweep.Grid} is every combination of the values of some {@link
 * dev.nabla2.lab.sweep.Axis axes}, each with several seeds; every run becomes a {@link dev.nabla2.lab.sweep.Score}, which {@link
 * dev.nabla2.lab.sweep.SweepFolder} keeps, so that none is trained twice; {@link dev.nabla2.lab.sweep.Sweep} is all of them, summed up
 * over seeds by {@link dev.nabla2.lab.sweep.Metric}s' {@link dev.nabla2.lab.sweep.Quartiles}.
 */
package dev.nabla2.lab.sweep;
