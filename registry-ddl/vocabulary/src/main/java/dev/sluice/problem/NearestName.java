package dev.sluice.problem;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** The known name that a mistyped one most probably meant. */
public final class NearestName {
    private NearestName() {}

    /** The nearest of the known names, if one is near enough to be worth a hint. */
    public static Optional<String> of(String wrong, Collection<String> known) {
        int tolerance = Math.max(2, wrong.length() / 3);
        return known.stream()
                .sorted()
                .min(Comparator.comparingInt(name -> distance(wrong, name)))
                .filter(name -> distance(wrong, name) <= tolerance);
    }

    /** A sentence for an error: {@code " Did you mean 'x'?"}, or the names that exist, or nothing. */
    public static String hint(String wrong, Collection<String> known) {
        return of(wrong, known).map(name -> " Did you mean '" + name + "'?").orElseGet(() -> listed(known));
    }

    private static String listed(Collection<String> known) {
        if (known.isEmpty() || known.size() > 12) {
            return "";
        }
        return " Known: " + String.join(", ", known.stream().sorted().toList()) + ".";
    }

    /** Optimal string alignment distance, case ignored: edits and swaps of neighbours (Damerau 1964). */
    private static int distance(String left, String right) {
        String a = left.toLowerCase(Locale.ROOT);
        String b = right.toLowerCase(Locale.ROOT);
        int[][] cost = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                cost[i][j] = i == 0 ? j : j == 0 ? i : cheapest(cost, a, b, i, j);
            }
        }
        return cost[a.length()][b.length()];
    }

    private static int cheapest(int[][] cost, String a, String b, int i, int j) {
        boolean same = a.charAt(i - 1) == b.charAt(j - 1);
        int best = Math.min(cost[i - 1][j] + 1, cost[i][j - 1] + 1);
        best = Math.min(best, cost[i - 1][j - 1] + (same ? 0 : 1));
        boolean swapped = i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
        return swapped ? Math.min(best, cost[i - 2][j - 2] + 1) : best;
    }
}
