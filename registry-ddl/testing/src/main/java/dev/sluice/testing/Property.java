package dev.sluice.testing;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * Checks that something holds for many generated cases; a case that breaks it is shrunk before it is reported, with the
 * seed that found it. The method is that of Hypothesis: shrink the record of choices, not the value (MacIver, 2019).
 */
public final class Property {
    private Property() {}

    /** Generates {@code cases} cases from consecutive seeds and fails with the smallest one found that does not hold. */
    public static <T> void holds(int cases, Function<Choices, T> generator, Predicate<T> property) {
        for (long seed = 1; seed <= cases; seed++) {
            Choices choices = Choices.seeded(seed);
            if (!property.test(generator.apply(choices))) {
                T smallest = generator.apply(Choices.replaying(shrink(choices.record(), generator, property)));
                throw new AssertionError("Broken by seed " + seed + ", shrunk to " + smallest);
            }
        }
    }

    /**
     * The same for a check that takes all cases at once, as one query does.
     *
     * @param broken the positions, in the list that it is given, of the cases that do not hold
     */
    public static <T> void holdTogether(
            int cases, Function<Choices, T> generator, Function<List<T>, Set<Integer>> broken) {
        List<Choices> choices =
                LongStream.rangeClosed(1, cases).mapToObj(Choices::seeded).toList();
        Optional<Integer> first =
                first(broken.apply(choices.stream().map(generator).toList()));
        if (first.isPresent()) {
            int[] smallest = shrinkTogether(choices.get(first.get()).record(), generator, broken);
            throw new AssertionError("Broken by seed " + (first.get() + 1) + ", shrunk to "
                    + generator.apply(Choices.replaying(smallest)));
        }
    }

    private static <T> int[] shrinkTogether(
            int[] record, Function<Choices, T> generator, Function<List<T>, Set<Integer>> broken) {
        int[] smallest = record;
        for (int rounds = 0; rounds < 200; rounds++) {
            List<int[]> candidates =
                    simpler(smallest).filter(candidate -> candidate.length > 0).toList();
            Optional<Integer> first = first(broken.apply(candidates.stream()
                    .map(candidate -> generator.apply(Choices.replaying(candidate)))
                    .toList()));
            if (first.isEmpty()) {
                return smallest;
            }
            smallest = candidates.get(first.get());
        }
        return smallest;
    }

    private static Optional<Integer> first(Set<Integer> broken) {
        return broken.stream().min(Comparator.naturalOrder());
    }

    private static <T> int[] shrink(int[] record, Function<Choices, T> generator, Predicate<T> property) {
        int[] smallest = record;
        for (int rounds = 0; rounds < 200; rounds++) {
            int[] current = smallest;
            int[] smaller = simpler(current)
                    .filter(candidate -> candidate.length > 0)
                    .filter(candidate -> !property.test(generator.apply(Choices.replaying(candidate))))
                    .findFirst()
                    .orElse(current);
            if (smaller == current) {
                return current;
            }
            smallest = smaller;
        }
        return smallest;
    }

    private static Stream<int[]> simpler(int[] record) {
        Stream<int[]> shorter = Stream.of(8, 4, 2, 1)
                .flatMap(length -> IntStream.rangeClosed(0, record.length - length)
                        .mapToObj(start -> without(record, start, length)));
        Stream<int[]> lower = IntStream.range(0, record.length)
                .filter(i -> record[i] > 0)
                .boxed()
                .flatMap(i -> Stream.of(with(record, i, 0), with(record, i, record[i] - 1)));
        return Stream.concat(shorter, lower);
    }

    private static int[] without(int[] record, int start, int length) {
        return IntStream.range(0, record.length)
                .filter(i -> i < start || i >= start + length)
                .map(i -> record[i])
                .toArray();
    }

    private static int[] with(int[] record, int at, int value) {
        int[] changed = Arrays.copyOf(record, record.length);
        changed[at] = value;
        return changed;
    }
}
