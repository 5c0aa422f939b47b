package dev.nabla2.opencl;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jocl.CL;
import org.jocl.Pointer;
import org.jocl.Sizeof;
import org.jocl.cl_event;

/** How long a device was at work on what, by the clock that it keeps for each command. */
final class Profile {
    private record Sent(String what, cl_event event) {}

    /** How often something ran, and for how many nanoseconds in all. */
    private record Total(long launches, long nanoseconds) {
        Total and(Total other) {
            return new Total(launches + other.launches, nanoseconds + other.nanoseconds);
        }
    }

    private final Deque<Sent> sent = new ArrayDeque<>();
    private final Map<String, Total> totals = new HashMap<>();

    /** A command was sent, whose time the event keeps. */
    void add(String what, cl_event event) {
        sent.add(new Sent(what, event));
    }

    /** How many commands' times were not yet asked for. */
    int size() {
        return sent.size();
    }

    /** Everything that was sent is done. */
    void collect() {
        while (!sent.isEmpty()) {
            Sent one = sent.poll();
            totals.merge(one.what(), new Total(1, nanoseconds(one.event())), Total::and);
            CL.clReleaseEvent(one.event());
        }
    }

    private static long nanoseconds(cl_event event) {
        return time(event, CL.CL_PROFILING_COMMAND_END) - time(event, CL.CL_PROFILING_COMMAND_START);
    }

    private static long time(cl_event event, int which) {
        long[] time = new long[1];
        Status.check(
                CL.clGetEventProfilingInfo(event, which, Sizeof.cl_ulong, Pointer.to(time), null), "reading a time");
        return time[0];
    }

    /** A row for each kernel, longest first, by names that JSON likes. */
    List<Map<String, Object>> rows() {
        return totals.entrySet().stream()
                .sorted(Comparator.comparing((Map.Entry<String, Total> entry) ->
                                -entry.getValue().nanoseconds())
                        .thenComparing(Map.Entry::getKey))
                .map(entry -> {
                    Map<String, Object> row = new LinkedHashMap<>();
                    row.put("kernel", entry.getKey());
                    row.put("launches", entry.getValue().launches());
                    row.put("milliseconds", entry.getValue().nanoseconds() * 1e-6);
                    return row;
                })
                .toList();
    }
}
