package dev.nabla2.engine.backend.cpu;

import dev.nabla2.engine.backend.Buffer;
import dev.nabla2.engine.backend.MatrixProduct;
import dev.nabla2.engine.backend.PackedProduct;

/**
 * A product whose right operand lies in the panels that {@link DenseProduct} would otherwise make of it.
 *
 * @param product its sizes
 * @param form how large the panels are
 * @param shelf where to take what computes it from
 */
record PanelProduct(MatrixProduct product, PackedProduct.Form form, Shelf<DenseProduct> shelf)
        implements PackedProduct {
    @Override
    public void pack(Buffer right, Buffer packed) {
        DenseProduct dense = shelf.take();
        try {
            dense.pack(product, ((Floats) right).values(), ((Floats) packed).values());
        } finally {
            shelf.give(dense);
        }
    }

    @Override
    public void multiply(Buffer left, Buffer packed, Buffer out) {
        DenseProduct dense = shelf.take();
        try {
            dense.multiply(product, ((Floats) left).values(), ((Floats) packed).values(), ((Floats) out).values());
        } finally {
            shelf.give(dense);
        }
    }
}
