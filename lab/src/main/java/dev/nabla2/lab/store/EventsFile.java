package dev.nabla2.lab.store;

import dev.nabla2.lab.LabException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A file of events that TensorBoard shows: records framed as TensorFlow does (tensorflow/core/lib/io/record_writer.cc), each an {@code
 * Event} (tensorflow/core/util/event.proto). The numbers of a step are in the file as soon as the step is done.
 */
public final class EventsFile implements AutoCloseable {
    private static final String PREFIX = "events.out.tfevents.";
    private static final String OURS = ".nabla2.";
    private static final String VERSION = "brain.Event:2";
    private static final int MASK = 0xa282ead8;
    private static final int ROTATION = 15;

    private static final int EVENT_TIME = 1;
    private static final int EVENT_STEP = 2;
    private static final int EVENT_VERSION = 3;
    private static final int EVENT_SUMMARY = 5;
    private static final int EVENT_SESSION = 7;
    private static final int SESSION_STATUS = 1;
    private static final int SESSION_START = 1;
    private static final int SUMMARY_VALUE = 1;
    private static final int VALUE_TAG = 1;
    private static final int VALUE_NUMBER = 2;

    private final FileChannel file;
    private final Path path;

    private EventsFile(Path path) {
        this.path = path;
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (IOException refused) {
            throw new LabException(path + ": expected to be able to write there, found " + refused);
        }
    }

    /**
     * Begins another file in a folder. TensorBoard forgets what files before it say of later steps.
     *
     * @param folder where it shall lie
     * @param done after which step, 0 at the start of a run
     * @param now when
     */
    public static EventsFile begin(Path folder, int done, Instant now) {
        int before = in(folder).size();
        // TensorBoard reads the files of a folder in the order of their names.
        EventsFile events = new EventsFile(
                folder.resolve(String.format(Locale.ROOT, "%s%010d%s%d", PREFIX, now.getEpochSecond(), OURS, before)));
        events.write(event(now, 0).text(EVENT_VERSION, VERSION));
        if (before > 0) {
            events.write(event(now, done + 1L)
                    .message(EVENT_SESSION, new ProtocolBuffer().whole(SESSION_STATUS, SESSION_START)));
        }
        return events;
    }

    /** The names of this program's files of events in a folder. */
    static List<String> in(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.startsWith(PREFIX) && name.contains(OURS))
                    .toList();
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /**
     * Writes the numbers of a step.
     *
     * @param numbers by the name of the curve; those that are not finite are left out
     * @param now when
     */
    public void write(int step, Map<String, Double> numbers, Instant now) {
        ProtocolBuffer summary = new ProtocolBuffer();
        numbers.forEach((name, number) -> {
            if (Double.isFinite(number)) {
                summary.message(
                        SUMMARY_VALUE,
                        new ProtocolBuffer().text(VALUE_TAG, name).real(VALUE_NUMBER, number.floatValue()));
            }
        });
        write(event(now, step).message(EVENT_SUMMARY, summary));
    }

    private static ProtocolBuffer event(Instant now, long step) {
        return new ProtocolBuffer()
                .real(EVENT_TIME, now.toEpochMilli() / 1000.0)
                .whole(EVENT_STEP, step);
    }

    private void write(ProtocolBuffer event) {
        ByteBuffer record = ByteBuffer.wrap(framed(event.encoded()));
        try {
            while (record.hasRemaining()) {
                file.write(record);
            }
        } catch (IOException refused) {
            throw new UncheckedIOException(path + ": " + refused.getMessage(), refused);
        }
    }

    /** The length, its checksum, the message, its checksum. */
    private static byte[] framed(byte[] message) {
        byte[] length = little(Long.BYTES).putLong(message.length).array();
        return little(Long.BYTES + 2 * Integer.BYTES + message.length)
                .put(length)
                .putInt(masked(length))
                .put(message)
                .putInt(masked(message))
                .array();
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Rotated and shifted, since a checksum of bytes that hold their own checksum is a poor one. */
    private static int masked(byte[] bytes) {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return Integer.rotateRight((int) checksum.getValue(), ROTATION) + MASK;
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException refused) {
            throw new UncheckedIOException(path + ": " + refused.getMessage(), refused);
        }
    }
}
