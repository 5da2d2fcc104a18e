package dev.sluice.backfill.crash;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What became of the rows at each point where a run died and was run once more. */
final class CrashTable {
    private final List<String> lines = new ArrayList<>();
    private final List<String> broken = new ArrayList<>();
    private int lost;
    private int doubled;

    /** Counts a point; nothing wrong means that it is survived. */
    void add(String point, RowDifference difference, List<String> wrong) {
        boolean survived = wrong.isEmpty() && difference.isNone();
        String line = point + (survived ? ": mended" : ": " + difference + " " + wrong);
        lines.add(line);
        if (!survived) {
            broken.add(line);
        }
        lost += difference.lost();
        doubled += difference.doubled();
    }

    /** A line for each point. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    List<String> broken() {
        return List.copyOf(broken);
    }

    /** The sums, in one line. */
    String sums(String death) {
        return "%s: %d points, %d survived, %d lost rows, %d doubled rows"
                .formatted(death, lines.size(), lines.size() - broken.size(), lost, doubled);
    }

    /**
     * How tables differ from what they should hold.
     *
     * @param lost rows that should be there
     * @param doubled rows that are there once too often
     * @param other rows that nothing should have written
     */
    record RowDifference(int lost, int doubled, int other) {
        static RowDifference of(Map<String, List<String>> expected, Map<String, List<String>> found) {
            int lost = 0;
            int doubled = 0;
            int other = 0;
            for (String table : expected.keySet()) {
                List<String> missing = new ArrayList<>(expected.get(table));
                for (String row : found.getOrDefault(table, List.of())) {
                    if (!missing.remove(row)) {
                        boolean known = expected.get(table).contains(row);
                        doubled += known ? 1 : 0;
                        other += known ? 0 : 1;
                    }
                }
                lost += missing.size();
            }
            return new RowDifference(lost, doubled, other);
        }

        boolean isNone() {
            return lost + doubled + other == 0;
        }
    }
}
