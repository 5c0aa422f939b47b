package dev.nabla2.lab.report;

import dev.nabla2.lab.run.KernelTime;
import java.util.List;
import java.util.Locale;

/** Where a device's time went, as a table for people to read. */
public final class ProfileText {
    private static final int NAME = 72;

    private ProfileText() {}

    /** A line for each kernel in the order given, and one for all. */
    public static String of(List<KernelTime> times) {
        double all = times.stream().mapToDouble(KernelTime::milliseconds).sum();
        long launches = times.stream().mapToLong(KernelTime::launches).sum();
        StringBuilder lines =
                new StringBuilder(String.format("%10s %12s %7s  %s%n", "launches", "ms", "share", "kernel"));
        times.forEach(time -> lines.append(line(time.launches(), time.milliseconds(), all, time.kernel())));
        return lines.append(line(launches, all, all, "all")).toString();
    }

    private static String line(long launches, double milliseconds, double all, String kernel) {
        String name = kernel.length() <= NAME ? kernel : kernel.substring(0, NAME - 1) + "…";
        return String.format(
                Locale.ROOT,
                "%10d %12.1f %6.1f%%  %s%n",
                launches,
                milliseconds,
                all == 0 ? 0 : 100 * milliseconds / all,
                name);
    }
}
