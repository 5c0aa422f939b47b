package dev.nabla2.engine.backend;

import dev.nabla2.engine.Shape;

/**
 * A row-major array in a backend's memory: what a kernel reads or writes.
 *
 * @param shape its axes
 * @param buffer its elements, from the buffer's first on
 */
public record Array(Shape shape, Buffer buffer) {}
