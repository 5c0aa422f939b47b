package dev.nabla2.engine.backend;

/** How a backend stores a number. */
public enum Precision {
    /** IEEE 754 binary32. */
    FLOAT("float", Float.BYTES, 0x1p-24),
    /** IEEE 754 binary64. */
    DOUBLE("double", Double.BYTES, 0x1p-53);

    private final String label;
    private final int bytes;
    private final double unitRoundoff;

    Precision(String label, int bytes, double unitRoundoff) {
        this.label = label;
        this.bytes = bytes;
        this.unitRoundoff = unitRoundoff;
    }

    /** What Java calls such a number: {@code float} or {@code double}. */
    public String label() {
        return label;
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
