package dev.nabla2.engine.backend.cpu;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/**
 * How elementwise functions are computed in blocks of consecutive indices, one function after the other in each block: in which
 * scratch memory what passes between them lies, how long a block is, and how many blocks make a task.
 *
 * <p>Values are numbered: first the arguments from outside, then the stages' results.
 */
final class ElementwisePlan {
    /** What scratch arrays hold: elements of the longest block. */
    static final int SCRATCH = 16384 / Float.BYTES;

    /** Elements of a block: four arrays of them stay in the first-level cache. */
    private static final int BLOCK = 6144 / Float.BYTES;

    /** Elements times their functions' cost that are worth a task. */
    private static final int TASK = 40 * BLOCK;

    /**
     * A function.
     *
     * @param dense its loop
     * @param constant its constant
     * @param arguments the numbers of the values it reads
     * @param cost how much an element of it costs, 1 for a cheap one, whose loop needs no scratch memory
     */
    record Stage(Dense dense, float constant, int[] arguments, int cost) {}

    /**
     * Where a wanted value goes.
     *
     * @param value its number
     * @param place the places of its elements
     * @param isMask whether they are packed
     */
    record Target(int value, Strides place, boolean isMask) {}

    private final Stage[] stages;
    private final Strides[] sources;
    private final boolean[] masks;
    private final List<Target> targets;
    private final int[] targetOf;
    private final int[] slots;
    private final int lanes;
    private final int size;
    private final int block;
    private final int cost;
    private final boolean isOneLoop;

    /**
     * A plan.
     *
     * @param sources where arguments from outside lie
     * @param masks which of them are packed
     * @param targets what is wanted
     * @param lanes the number of elements that the loops work on at once
     */
    ElementwisePlan(List<Stage> stages, Strides[] sources, boolean[] masks, List<Target> targets, int lanes) {
        this.stages = stages.toArray(Stage[]::new);
        this.sources = sources;
        this.masks = masks;
        this.targets = List.copyOf(targets);
        this.lanes = lanes;
        this.size = targets.get(0).place().size();
        this.targetOf = new int[this.stages.length];
        Arrays.fill(targetOf, -1);
        for (int i = 0; i < targets.size(); i++) {
            targetOf[targets.get(i).value() - sources.length] = i;
        }
        this.slots = slots();
        boolean packs = packs();
        int length = packs ? Kernels.MASK_BITS * lanes : lanes;
        for (Strides source : sources) {
            length = commonMultiple(length, Math.max(1, source.period()));
        }
        this.block = length * Math.max(1, BLOCK / length);
        this.cost = stages.stream().mapToInt(Stage::cost).sum();
        this.isOneLoop = stages.size() == 1 && cost == 1 && !packs;
    }

    /** A block length at which both repeat, or the first alone where that would be too long. */
    private static int commonMultiple(int block, int period) {
        int a = block;
        int b = period;
        while (b != 0) {
            int rest = a % b;
            a = b;
            b = rest;
        }
        long multiple = (long) block / a * period;
        return multiple <= SCRATCH ? (int) multiple : block;
    }

    /** A slot of its own for each argument; results take slots in turn. Slot 0 is for the loops' own use. */
    private int[] slots() {
        int values = sources.length + stages.length;
        int[] lastUse = new int[values];
        for (int s = 0; s < stages.length; s++) {
            for (int argument : stages[s].arguments()) {
                lastUse[argument] = s;
            }
        }
        int[] slot = new int[values];
        int count = 1;
        for (int i = 0; i < sources.length; i++) {
            slot[i] = count++;
        }
        Deque<Integer> free = new ArrayDeque<>();
        for (int s = 0; s < stages.length; s++) {
            int result = sources.length + s;
            slot[result] = free.isEmpty() ? count++ : free.pop();
            for (int argument : Arrays.stream(stages[s].arguments()).distinct().toArray()) {
                if (argument >= sources.length && lastUse[argument] == s) {
                    free.push(slot[argument]);
                }
            }
            if (lastUse[result] == 0) {
                free.push(slot[result]);
            }
        }
        return slot;
    }

    int stages() {
        return stages.length;
    }

    Stage stage(int number) {
        return stages[number];
    }

    int sources() {
        return sources.length;
    }

    Strides source(int number) {
        return sources[number];
    }

    int targets() {
        return targets.size();
    }

    Target target(int number) {
        return targets.get(number);
    }

    /** Whether an argument from outside is packed. */
    boolean isMask(int source) {
        return masks[source];
    }

    private boolean packs() {
        boolean any = targets.stream().anyMatch(Target::isMask);
        for (boolean mask : masks) {
            any |= mask;
        }
        return any;
    }

    /** Which target a stage's result goes to, or −1. */
    int targetOf(int stage) {
        return targetOf[stage];
    }

    /** The scratch array of a value that does not lie where it is read or wanted. */
    int slot(int value) {
        return slots[value];
    }

    int values() {
        return slots.length;
    }

    int lanes() {
        return lanes;
    }

    int size() {
        return size;
    }

    int block() {
        return block;
    }

    int blocks() {
        return (size + block - 1) / block;
    }

    int blocksPerTask() {
        return Math.max(1, TASK / (block * cost));
    }

    /** Whether it is one cheap function, whose loop may run over any length. */
    boolean isOneLoop() {
        return isOneLoop;
    }
}
