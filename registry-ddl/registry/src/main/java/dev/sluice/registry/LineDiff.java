package dev.sluice.registry;

import java.util.ArrayList;
import java.util.List;

/** What differs between two texts, line by line: the fewest lines that must go and come (longest common subsequence). */
final class LineDiff {
    /** Lines of context around a change. */
    private static final int CONTEXT = 3;

    /** Texts whose middles have more pairs of lines than this are shown as one gone and one new. */
    private static final long MOST_PAIRS = 25_000_000;

    private final List<String> former;
    private final List<String> later;
    private final List<String> marked = new ArrayList<>();

    private LineDiff(List<String> former, List<String> later) {
        this.former = former;
        this.later = later;
    }

    static LineDiff of(String former, String later) {
        LineDiff diff = new LineDiff(former.lines().toList(), later.lines().toList());
        diff.compare();
        return diff;
    }

    private void compare() {
        int shorter = Math.min(former.size(), later.size());
        int head = 0;
        while (head < shorter && former.get(head).equals(later.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && former.get(former.size() - 1 - tail).equals(later.get(later.size() - 1 - tail))) {
            tail++;
        }
        mark(' ', former.subList(0, head));
        middle(former.subList(head, former.size() - tail), later.subList(head, later.size() - tail));
        mark(' ', former.subList(former.size() - tail, former.size()));
    }

    private void mark(char sign, List<String> lines) {
        lines.forEach(line -> marked.add(sign + line));
    }

    private void middle(List<String> gone, List<String> come) {
        if ((long) gone.size() * come.size() > MOST_PAIRS) {
            mark('-', gone);
            mark('+', come);
            return;
        }
        int[][] common = common(gone, come);
        int i = 0;
        int j = 0;
        while (i < gone.size() || j < come.size()) {
            boolean same = i < gone.size() && j < come.size() && gone.get(i).equals(come.get(j));
            if (same) {
                marked.add(' ' + gone.get(i));
                i++;
                j++;
            } else if (j == come.size() || (i < gone.size() && common[i + 1][j] >= common[i][j + 1])) {
                marked.add('-' + gone.get(i));
                i++;
            } else {
                marked.add('+' + come.get(j));
                j++;
            }
        }
    }

    /** How many lines the rests of both have in common, from each pair of lines on. */
    private static int[][] common(List<String> gone, List<String> come) {
        int[][] common = new int[gone.size() + 1][come.size() + 1];
        for (int i = gone.size() - 1; i >= 0; i--) {
            for (int j = come.size() - 1; j >= 0; j--) {
                common[i][j] = gone.get(i).equals(come.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }

    /** Every line that goes ({@code -}) or comes ({@code +}) with its neighbours; {@code ...} where lines are left out. */
    List<String> unified() {
        boolean[] shown = new boolean[marked.size()];
        for (int i = 0; i < marked.size(); i++) {
            for (int j = Math.max(0, i - CONTEXT);
                    marked.get(i).charAt(0) != ' ' && j <= Math.min(marked.size() - 1, i + CONTEXT);
                    j++) {
                shown[j] = true;
            }
        }
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < marked.size(); i++) {
            if (shown[i]) {
                lines.add(marked.get(i));
            } else if (!lines.isEmpty() && shown[i - 1]) {
                lines.add("...");
            }
        }
        return lines.isEmpty() || !lines.get(lines.size() - 1).equals("...")
                ? lines
                : lines.subList(0, lines.size() - 1);
    }
}
