package dev.nabla2.nn;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;

/** Bytes to be read piece by piece. */
interface ByteSource {
    /** How many there are. */
    long size() throws IOException;

    /** Some of them, little-endian. */
    ByteBuffer at(long from, int count) throws IOException;

    /** Bytes in memory. */
    record InMemory(byte[] bytes) implements ByteSource {
        @Override
        public long size() {
            return bytes.length;
        }

        @Override
        public ByteBuffer at(long from, int count) {
            return ByteBuffer.wrap(bytes, (int) from, count).order(ByteOrder.LITTLE_ENDIAN);
        }
    }

    /** Bytes in a file, which must stay as long as it is. */
    record InFile(FileChannel file) implements ByteSource {
        @Override
        public long size() throws IOException {
            return file.size();
        }

        @Override
        public ByteBuffer at(long from, int count) throws IOException {
            ByteBuffer bytes = ByteBuffer.allocate(count).order(ByteOrder.LITTLE_ENDIAN);
            while (bytes.hasRemaining()) {
                if (file.read(bytes, from + bytes.position()) < 0) {
                    throw new SafetensorsException(
                            "expected " + bytes.remaining() + " bytes more, found the end of the file");
                }
            }
            return bytes.flip();
        }
    }

    /** The bytes from some place on. */
    record After(ByteSource all, long start) implements ByteSource {
        @Override
        public long size() throws IOException {
            return all.size() - start;
        }

        @Override
        public ByteBuffer at(long from, int count) throws IOException {
            return all.at(start + from, count);
        }
    }
}
