package dev.nabla2.gan.data;

import dev.nabla2.engine.RandomStream;

/**
 * A shuffled order of the numbers below a size that is computed number by number: nothing is stored, and any place of the order
 * can be asked for at once.
 *
 * <p>It is a Feistel network over the smallest even number of bits that holds the size, walked until it meets a number below the
 * size (Black and Rogaway, "Ciphers with arbitrary finite domains", CT-RSA 2002). On average fewer than four walks are needed.
 *
 * @param random which of the orders
 * @param size how many numbers, at least 1
 */
public record Shuffle(RandomStream random, int size) {
    private static final int ROUNDS = 8;

    /**
     * Checks the size.
     *
     * @throws IllegalArgumentException if it is less than 1
     */
    public Shuffle {
        if (size < 1) {
            throw new IllegalArgumentException("shuffle: expected a size of at least 1, found " + size);
        }
    }

    /**
     * The number at a place of the order.
     *
     * @param place from 0 to {@code size - 1}
     * @throws IndexOutOfBoundsException if there is no such place
     */
    public int at(int place) {
        long number = java.util.Objects.checkIndex(place, size);
        do {
            number = permuted(number);
        } while (number >= size);
        return (int) number;
    }

    private long permuted(long number) {
        int half = Math.max(1, (33 - Integer.numberOfLeadingZeros(size - 1)) / 2);
        long mask = (1L << half) - 1;
        long left = number >>> half;
        long right = number & mask;
        for (int round = 0; round < ROUNDS; round++) {
            long next = left ^ (random.fold(round).fold(right).key() & mask);
            left = right;
            right = next;
        }
        return (left << half) | right;
    }
}
