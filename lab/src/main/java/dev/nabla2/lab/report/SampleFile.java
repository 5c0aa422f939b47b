package dev.nabla2.lab.report;

import dev.nabla2.gan.data.DataSet;
import dev.nabla2.gan.data.Images;
import dev.nabla2.lab.picture.DigitsPicture;
import dev.nabla2.lab.picture.Png;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Samples as a file.
 *
 * @param data what they are like
 * @param count how many there are
 * @param numbers one sample after another
 * @param doubles whether they were computed in doubles
 */
public record SampleFile(DataSet data, int count, double[] numbers, boolean doubles) {
    private static final byte[] NPY = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0};
    private static final int NPY_ALIGNMENT = 64;

    /**
     * Writes them as the ending of the file's name says, in a file that appears complete or not at all.
     *
     * @param unknown what to throw if it says nothing known
     * @throws dev.nabla2.lab.LabException if it cannot be written
     */
    public void write(Path file, Supplier<RuntimeException> unknown) {
        String name = String.valueOf(file.getFileName());
        byte[] content = switch (name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT)) {
            case "csv" -> csv();
            case "npy" -> npy();
            case "png" -> {
                if (!(data instanceof Images images)) {
                    throw unknown.get();
                }
                yield png(images);
            }
            default -> throw unknown.get();
        };
        new RunFolder(file.toAbsolutePath().getParent()).write(name, content);
    }

    /** A sample a line, with every digit, below a header. */
    public byte[] csv() {
        int size = numbers.length / count;
        StringBuilder rows = new StringBuilder(
                IntStream.range(0, size).mapToObj(i -> "x" + i).collect(Collectors.joining(",", "", "\n")));
        for (int i = 0; i < numbers.length; i++) {
            rows.append(doubles ? Double.toString(numbers[i]) : Float.toString((float) numbers[i]))
                    .append((i + 1) % size == 0 ? '\n' : ',');
        }
        return rows.toString().getBytes(StandardCharsets.US_ASCII);
    }

    /** An array of NumPy (numpy.lib.format, version 1.0); images as {@code [count, channels, height, width]}. */
    byte[] npy() {
        int[] sample = data instanceof Images images
                ? new int[] {images.channels(), images.height(), images.width()}
                : data.sampleShape().extents();
        String shape = IntStream.concat(IntStream.of(count), Arrays.stream(sample))
                .mapToObj(String::valueOf)
                .collect(Collectors.joining(", ", "(", ")"));
        String header =
                "{'descr': '" + (doubles ? "<f8" : "<f4") + "', 'fortran_order': False, 'shape': " + shape + ", }";
        int before = NPY.length + Short.BYTES;
        int padded = (before + header.length() + NPY_ALIGNMENT) / NPY_ALIGNMENT * NPY_ALIGNMENT;
        ByteBuffer bytes = ByteBuffer.allocate(
                        Math.addExact(padded, Math.multiplyExact(numbers.length, doubles ? Double.BYTES : Float.BYTES)))
                .order(ByteOrder.LITTLE_ENDIAN)
                .put(NPY)
                .putShort((short) (padded - before))
                .put(header.getBytes(StandardCharsets.US_ASCII));
        while (bytes.position() < padded - 1) {
            bytes.put((byte) ' ');
        }
        bytes.put((byte) '\n');
        for (double number : numbers) {
            if (doubles) {
                bytes.putDouble(number);
            } else {
                bytes.putFloat((float) number);
            }
        }
        return bytes.array();
    }

    private byte[] png(Images images) {
        return Png.encode(new DigitsPicture(numbers, images.channels(), images.height(), images.width()).sheet());
    }
}
