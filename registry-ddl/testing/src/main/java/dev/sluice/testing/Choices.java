package dev.sluice.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * The choices that a generator makes, recorded so that a failing case can be made smaller: a shorter record, or one of
 * smaller numbers, generates a simpler case.
 */
public final class Choices {
    private final Random random;
    private final int[] replayed;
    private final List<Integer> made = new ArrayList<>();

    private Choices(Random random, int[] replayed) {
        this.random = random;
        this.replayed = replayed;
    }

    public static Choices seeded(long seed) {
        return new Choices(new Random(seed), new int[0]);
    }

    /** Replays a record; past its end every choice is 0. */
    static Choices replaying(int[] record) {
        return new Choices(new Random(0), record);
    }

    /** A number from 0 to {@code bound - 1}; 0 should be the simplest. */
    public int below(int bound) {
        int at = made.size();
        int choice = replayed.length == 0 ? random.nextInt(bound) : at < replayed.length ? replayed[at] % bound : 0;
        made.add(choice);
        return choice;
    }

    /** One of the options; the first should be the simplest. */
    @SafeVarargs
    public final <T> T among(T... options) {
        return options[below(options.length)];
    }

    public boolean chance(int oneIn) {
        return below(oneIn) == oneIn - 1;
    }

    int[] record() {
        return made.stream().mapToInt(Integer::intValue).toArray();
    }
}
