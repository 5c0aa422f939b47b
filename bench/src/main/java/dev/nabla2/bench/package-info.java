/**
 * Measurements: {@link dev.nabla2.bench.Roofline} sets every kernel's speed against the multiplications and the bytes that the
 * processor can do at most, measured in the same run, and {@link dev.nabla2.bench.Floors} fails where a kernel has become far slower.
 */
package dev.nabla2.bench;
