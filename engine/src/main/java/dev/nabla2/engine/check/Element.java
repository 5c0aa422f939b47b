package dev.nabla2.engine.check;

/**
 * One element of what a function is differentiated by, and the derivative by it.
 *
 * @param input which input it belongs to, by number and, where known, place in a model
 * @param index its index there, such as {@code [0, 3]}
 * @param automatic the automatic derivative
 * @param differences the derivative from values
 */
public record Element(String input, String index, double automatic, Estimate differences) {
    /** Such as {@code input 0 [0, 3]: automatic 0.5, differences 0.25 ± 1e-12}. */
    @Override
    public String toString() {
        return input + " " + index + ": automatic " + Text.number(automatic) + ", differences " + differences;
    }
}
