package dev.nabla2.engine.backend;

/** How a backend stores a number. */
public enum Precision {
    /** IEEE 754 binary32. */
    FLOAT(Float.BYTES, 0x1p-24),
    /** IEEE 754 binary64. */
    DOUBLE(Double.BYTES, 0x1p-53);

    private final int bytes;
    private final double unitRoundoff;

    Precision(int bytes, double unitRoundoff) {
        this.bytes = bytes;
        this.unitRoundoff = unitRoundoff;
    }

    /** Bytes per element. */
    public int bytes() {
        return bytes;
    }

    /** The largest relative error of rounding a real number to the nearest representable one. */
    public double unitRoundoff() {
        return unitRoundoff;
    }
}
