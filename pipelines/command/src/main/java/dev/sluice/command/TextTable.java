package dev.sluice.command;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A table for people: columns padded to their widest cell, numbers to the right. */
final class TextTable {
    private final List<String[]> rows = new ArrayList<>();

    private TextTable(String... header) {
        rows.add(header);
    }

    static TextTable of(String... header) {
        return new TextTable(header);
    }

    TextTable row(Object... cells) {
        rows.add(Arrays.stream(cells).map(String::valueOf).toArray(String[]::new));
        return this;
    }

    void print(Terminal terminal) {
        int[] widths = widths();
        for (int i = 0; i < rows.size(); i++) {
            String line = line(rows.get(i), widths);
            terminal.line(i == 0 ? terminal.bold(line) : line);
        }
    }

    private String line(String[] cells, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            String padding = " ".repeat(widths[i] - visibleLength(cells[i]));
            boolean right = cells[i].matches("-?[\\d,.]+%?");
            line.append(i == 0 ? "" : "  ").append(right ? padding + cells[i] : cells[i] + padding);
        }
        return line.toString().stripTrailing();
    }

    private int[] widths() {
        int[] widths = new int[rows.get(0).length];
        for (String[] cells : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], visibleLength(cells[i]));
            }
        }
        return widths;
    }

    private static int visibleLength(String cell) {
        return cell.replaceAll("\u001B\\[[0-9;]*m", "").length();
    }
}
