package dev.sluice.reconciliation;

import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.testing.Choices;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * A history of latest, how much of it was materialized, and what then went wrong with some keys.
 *
 * @param commits the rows that each merges and the keys that it deletes
 * @param materialized the version that the store was brought to
 * @param faults by key; extra keys begin with X
 */
record Case(List<Commit> commits, int materialized, Map<String, Fault> faults, int buckets, long groupBytes) {
    private static final List<String> AIRPORTS =
            IntStream.range(0, 9).mapToObj(i -> "A" + i).toList();
    private static final List<String> UNKNOWN =
            IntStream.range(0, 3).mapToObj(i -> "X" + i).toList();

    /** What a commit does. */
    record Commit(Map<String, LatestRow> merged, List<String> deleted) {}

    static Case of(Choices choices) {
        List<Commit> commits = new ArrayList<>();
        List<String> present = new ArrayList<>();
        int count = 1 + choices.below(4);
        for (int i = 0; i < count; i++) {
            Commit commit = commit(choices, present, i);
            present.removeAll(commit.deleted());
            present.removeAll(commit.merged().keySet());
            present.addAll(commit.merged().keySet());
            commits.add(commit);
        }
        return new Case(
                commits,
                choices.below(count + 1),
                faults(choices),
                choices.among(4, 1, 64),
                choices.among(1_000_000, 1, 300));
    }

    private static Commit commit(Choices choices, List<String> present, int number) {
        Map<String, LatestRow> merged = new LinkedHashMap<>();
        int rows = 1 + choices.below(8);
        for (int i = 0; i < rows; i++) {
            String airport = AIRPORTS.get(choices.below(AIRPORTS.size()));
            merged.put(airport, row(choices, airport, number));
        }
        List<String> deleted = present.stream()
                .filter(airport -> !merged.containsKey(airport) && choices.chance(2))
                .toList();
        return new Commit(merged, deleted);
    }

    private static LatestRow row(Choices choices, String airport, int commit) {
        return LatestRow.of(airport, (long) choices.below(5), choices.below(100) / 8.0)
                .at("2001-0%d-0%dT00:00:00Z".formatted(choices.chance(4) ? 2 : 3, 1 + choices.below(4)))
                .created("2001-03-04T0%d:00:00Z".formatted(commit));
    }

    private static Map<String, Fault> faults(Choices choices) {
        Map<String, Fault> faults = new TreeMap<>();
        int count = choices.below(6);
        for (int i = 0; i < count; i++) {
            Fault fault = choices.among(Fault.values());
            List<String> keys = fault.meetsUnknownKeys() ? UNKNOWN : AIRPORTS;
            faults.put(keys.get(choices.below(keys.size())), fault);
        }
        return faults;
    }
}
