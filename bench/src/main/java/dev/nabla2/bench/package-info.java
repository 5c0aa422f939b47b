/**
 * Measurements: {@link dev.nabla2.bench.Roofline} sets every kernel's speed against the multiplications and the bytes that the
 * processor can do at most, measured in the same run.
 */
package dev.nabla2.bench;
