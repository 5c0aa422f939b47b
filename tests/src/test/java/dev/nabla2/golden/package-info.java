/**
 * The engine against an independent implementation: values that PyTorch, SciPy and mpmath computed in double precision.
 *
 * <p>{@link dev.nabla2.golden.Golden} reads the files that {@code tests/golden/generate.py} wrote, {@link
 * dev.nabla2.golden.GoldenTolerance} says how close is close enough, {@link dev.nabla2.golden.Comparison} collects a case's results, and
 * each test takes one file. What holds exactly at a
 * kink is tested by {@link dev.nabla2.golden.KinkConventionTest} instead, as PyTorch has other conventions there.
 */
package dev.nabla2.golden;
