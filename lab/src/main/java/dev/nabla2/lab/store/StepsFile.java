package dev.nabla2.lab.store;

import dev.nabla2.gan.StepReport;
import dev.nabla2.lab.LabException;
import dev.nabla2.lab.report.Tables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file {@code metrics.csv}, which gains a row with each step: a process that is killed leaves the rows of all its steps. It is
 * locked while it is open, so that no two processes go on with one run.
 */
final class StepsFile implements AutoCloseable {
    private final Path path;
    private final FileChannel file;

    private StepsFile(Path path) {
        this.path = path;
        try {
            file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (!isLocked()) {
                file.close();
                throw new LabException(path + ": expected a run that no process is at, found one that another is at");
            }
        } catch (IOException refused) {
            throw new LabException(path + ": expected to be able to write there, found " + refused);
        }
    }

    /** Of this process, which holds on to it until it closes the file or ends, in whatever way. */
    private boolean isLocked() throws IOException {
        try {
            FileLock lock = file.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException ours) {
            return false;
        }
    }

    /** The file of a run that begins. */
    static StepsFile begin(Path path) {
        StepsFile steps = new StepsFile(path);
        try {
            steps.file.truncate(0);
            steps.write(Tables.STEPS_HEADER);
        } catch (IOException refused) {
            throw steps.broken(refused);
        }
        return steps;
    }

    /** The file of a run that goes on. */
    static StepsFile open(Path path) {
        return new StepsFile(path);
    }

    /**
     * The rows of the first steps; those after them, and a row that was not finished, are cut off.
     *
     * @param steps how many
     * @param all how many steps the run has in all
     * @throws LabException if they are not there
     */
    List<StepReport> cutAfter(int steps, int all) {
        try {
            ByteBuffer content = ByteBuffer.allocate(Math.toIntExact(file.size()));
            while (content.hasRemaining() && file.read(content, content.position()) >= 0) {
                // Until all is there.
            }
            String text = new String(content.array(), 0, content.position(), StandardCharsets.US_ASCII);
            if (!text.startsWith(Tables.STEPS_HEADER)) {
                throw wrong("the header " + Tables.STEPS_HEADER.strip(), "another");
            }
            List<StepReport> history = new ArrayList<>();
            int at = Tables.STEPS_HEADER.length();
            while (history.size() < steps) {
                int end = text.indexOf('\n', at);
                if (end < 0) {
                    throw wrong("the rows of " + steps + " steps", "those of " + history.size());
                }
                history.add(row(text.substring(at, end), history.size() + 1, all));
                at = end + 1;
            }
            file.truncate(at);
            file.position(at);
            return history;
        } catch (IOException refused) {
            throw broken(refused);
        }
    }

    private StepReport row(String line, int step, int all) {
        try {
            return Tables.step(line, step, all);
        } catch (IllegalArgumentException notARow) {
            throw wrong("the row of step " + step, "'" + line.substring(0, Math.min(line.length(), 60)) + "'");
        }
    }

    /** Adds a row. */
    void add(StepReport report) {
        try {
            write(Tables.step(report));
        } catch (IOException refused) {
            throw broken(refused);
        }
    }

    private void write(String text) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            file.write(bytes);
        }
    }

    /** Waits until all rows are on the disk itself, where they outlast a loss of power. */
    void force() {
        try {
            file.force(false);
        } catch (IOException refused) {
            throw broken(refused);
        }
    }

    private LabException wrong(String expected, String found) {
        return new LabException(path + ": expected " + expected + ", found " + found);
    }

    private UncheckedIOException broken(IOException cause) {
        return new UncheckedIOException(path + ": " + cause.getMessage(), cause);
    }

    @Override
    public void close() {
        try {
            file.close();
        } catch (IOException refused) {
            throw broken(refused);
        }
    }
}
