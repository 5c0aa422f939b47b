package dev.nabla2.engine.backend;

/**
 * The sizes and orientations of a matrix product {@code [rows, inner] x [inner, columns]}; all matrices are row-major.
 *
 * @param rows rows of the result
 * @param inner the length of the sums
 * @param columns columns of the result
 * @param transposeA whether the left operand is stored as {@code [inner, rows]}
 * @param transposeB whether the right operand is stored as {@code [columns, inner]}
 */
public record MatrixProduct(int rows, int inner, int columns, boolean transposeA, boolean transposeB) {}
