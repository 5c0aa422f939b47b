package dev.nabla2.engine;

/**
 * A stream of random numbers that is a pure function of its key: asking twice gives the same numbers.
 *
 * <p>Independent streams are derived with {@link #fold}, by purpose and by step, so that no state is carried along, nothing
 * depends on the order in which numbers are drawn, and a run can be resumed from its step alone. The generator is
 * Philox4x32-10 (Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3", SC 2011).
 *
 * @param key which of the 2^64 streams this is
 */
public record RandomStream(long key) {
    private static final int MULTIPLIER_0 = 0xD2511F53;
    private static final int MULTIPLIER_1 = 0xCD9E8D57;
    private static final int WEYL_0 = 0x9E3779B9;
    private static final int WEYL_1 = 0xBB67AE85;
    private static final int ROUNDS = 10;

    /** Seeds are set apart from what is folded in, so that no seed's stream is another's fold. */
    private static final long SEED_OFFSET = 0x9E3779B97F4A7C15L;

    private static final double TO_UNIT = 0x1p-32;

    /** The stream of a seed. */
    public static RandomStream of(long seed) {
        return new RandomStream(mix(seed + SEED_OFFSET));
    }

    /** The stream derived from this one for {@code number}, such as a step; different numbers give independent streams. */
    public RandomStream fold(long number) {
        return new RandomStream(mix(key ^ mix(number + 0x632BE59BD9B4E019L)));
    }

    /** The stream derived from this one for a purpose, such as {@code "latent"}. */
    public RandomStream fold(String purpose) {
        long hash = 0;
        for (int i = 0; i < purpose.length(); i++) {
            hash = mix(hash ^ purpose.charAt(i));
        }
        return fold(hash);
    }

    /** The stream's first {@code count} numbers, uniform on the odd multiples of 2^-33 in the open interval (0, 1). */
    public double[] uniform(int count) {
        double[] numbers = new double[count];
        int[] block = new int[4];
        for (int i = 0; i < count; i++) {
            if (i % 4 == 0) {
                philox(i / 4, block);
            }
            numbers[i] = unit(block[i % 4]);
        }
        return numbers;
    }

    /** The stream's first {@code count} numbers, normal with mean 0 and standard deviation 1 (Box and Muller 1958). */
    public double[] normal(int count) {
        double[] numbers = uniform(count + count % 2);
        for (int i = 0; i < count; i += 2) {
            double radius = Math.sqrt(-2 * StrictMath.log(numbers[i]));
            double angle = 2 * Math.PI * numbers[i + 1];
            numbers[i] = radius * StrictMath.cos(angle);
            numbers[i + 1] = radius * StrictMath.sin(angle);
        }
        return count % 2 == 0 ? numbers : java.util.Arrays.copyOf(numbers, count);
    }

    /**
     * The stream's first {@code count} integers, uniform in [0, {@code bound}) but for a bias below bound / 2^32.
     *
     * @throws IllegalArgumentException if {@code bound} is not positive
     */
    public int[] integers(int count, int bound) {
        if (bound <= 0) {
            throw new IllegalArgumentException("integers: expected a positive bound, found " + bound);
        }
        double[] units = uniform(count);
        int[] numbers = new int[count];
        for (int i = 0; i < count; i++) {
            numbers[i] = (int) (units[i] * bound);
        }
        return numbers;
    }

    private static double unit(int bits) {
        return (Integer.toUnsignedLong(bits) + 0.5) * TO_UNIT;
    }

    private void philox(long counter, int[] block) {
        int c0 = (int) counter;
        int c1 = (int) (counter >>> 32);
        int c2 = 0;
        int c3 = 0;
        int k0 = (int) key;
        int k1 = (int) (key >>> 32);
        for (int round = 0; round < ROUNDS; round++) {
            long p0 = Integer.toUnsignedLong(MULTIPLIER_0) * Integer.toUnsignedLong(c0);
            long p1 = Integer.toUnsignedLong(MULTIPLIER_1) * Integer.toUnsignedLong(c2);
            c0 = (int) (p1 >>> 32) ^ c1 ^ k0;
            c2 = (int) (p0 >>> 32) ^ c3 ^ k1;
            c1 = (int) p1;
            c3 = (int) p0;
            k0 += WEYL_0;
            k1 += WEYL_1;
        }
        block[0] = c0;
        block[1] = c1;
        block[2] = c2;
        block[3] = c3;
    }

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, OOPSLA 2014). */
    private static long mix(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
