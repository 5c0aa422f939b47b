package dev.nabla2.lab.run;

import java.util.Map;

/**
 * How long a kernel was at work.
 *
 * @param kernel its name; a generated one's lists what it computes
 * @param launches how often it ran
 * @param milliseconds on the device, of all of them together
 */
public record KernelTime(String kernel, long launches, double milliseconds) {
    /** What a {@link dev.nabla2.engine.backend.BackendProvider} says of a kernel. */
    static KernelTime of(Map<String, Object> row) {
        return new KernelTime(
                (String) row.get("kernel"),
                ((Number) row.get("launches")).longValue(),
                ((Number) row.get("milliseconds")).doubleValue());
    }
}
