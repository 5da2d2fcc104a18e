package dev.sluice.catalog.search;

/** How far a word is from another one, as long as it is not far: edits and swaps of neighbours (Damerau 1964). */
final class Spelling {
    private final String typed;
    private final int most;
    private final int[][] cost;

    /** @param most the edits beyond which words are not alike */
    private Spelling(String typed, int most) {
        this.typed = typed;
        this.most = most;
        this.cost = new int[typed.length() + 1][typed.length() + most + 2];
    }

    /** One slip in a short word, two in a longer one; none in a word of one or two letters. */
    static Spelling of(String typed) {
        return new Spelling(typed, typed.length() < 3 ? 0 : typed.length() < 6 ? 1 : 2);
    }

    /** The edits between them, or -1 when there are too many. */
    int edits(String word) {
        if (Math.abs(word.length() - typed.length()) > most) {
            return -1;
        }
        for (int j = 0; j <= word.length(); j++) {
            cost[0][j] = j;
        }
        for (int i = 1; i <= typed.length(); i++) {
            if (row(i, word) > most) {
                return -1;
            }
        }
        int edits = cost[typed.length()][word.length()];
        return edits <= most ? edits : -1;
    }

    /** Fills a row and returns its least cost. */
    private int row(int i, String word) {
        cost[i][0] = i;
        int least = i;
        for (int j = 1; j <= word.length(); j++) {
            int best = Math.min(cost[i - 1][j], cost[i][j - 1]) + 1;
            best = Math.min(best, cost[i - 1][j - 1] + (typed.charAt(i - 1) == word.charAt(j - 1) ? 0 : 1));
            if (isSwapped(i, j, word)) {
                best = Math.min(best, cost[i - 2][j - 2] + 1);
            }
            cost[i][j] = best;
            least = Math.min(least, best);
        }
        return least;
    }

    private boolean isSwapped(int i, int j, String word) {
        return i > 1 && j > 1 && typed.charAt(i - 1) == word.charAt(j - 2) && typed.charAt(i - 2) == word.charAt(j - 1);
    }
}
