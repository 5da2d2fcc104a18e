package dev.sluice.catalog.page;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** A lineage as a picture: a column for each stage, the data running from left to right. In pixels. */
public record LineageDrawing(int width, int height, List<Box> boxes, List<String> curves) {
    private static final int BOX_WIDTH = 190;
    private static final int BOX_HEIGHT = 36;
    private static final int GAP = 70;
    private static final int ROW = 50;
    private static final int MOST_CHARACTERS = 25;
    private static final int MOST_IN_COLUMN = 14;

    /** A node; {@code more} boxes stand for those that a column has no room for. */
    public record Box(int x, int y, String label, Lineage.Node node, boolean more) {}

    public static LineageDrawing of(Lineage lineage) {
        SortedMap<Integer, List<Lineage.Node>> stages = new TreeMap<>();
        lineage.nodes()
                .forEach(node -> stages.computeIfAbsent(node.stage(), first -> new ArrayList<>())
                        .add(node));
        int rows = Math.min(
                MOST_IN_COLUMN + 1,
                stages.values().stream().mapToInt(List::size).max().orElse(1));
        List<Box> boxes = new ArrayList<>();
        int x = 0;
        for (List<Lineage.Node> stage : stages.values()) {
            addColumn(stage, x, rows * ROW, boxes);
            x += BOX_WIDTH + GAP;
        }
        return new LineageDrawing(Math.max(x - GAP, BOX_WIDTH) + 2, rows * ROW, boxes, curves(lineage, boxes));
    }

    private static void addColumn(List<Lineage.Node> stage, int x, int height, List<Box> boxes) {
        int shown = stage.size() > MOST_IN_COLUMN + 1 ? MOST_IN_COLUMN : stage.size();
        int count = shown < stage.size() ? shown + 1 : shown;
        int top = (height - count * ROW) / 2 + (ROW - BOX_HEIGHT) / 2;
        for (int i = 0; i < count; i++) {
            boolean more = i == shown;
            String label = more
                    ? "and " + (stage.size() - shown) + " more"
                    : shortened(stage.get(i).name());
            boxes.add(new Box(x + 1, top + i * ROW, label, stage.get(i), more));
        }
    }

    private static String shortened(String name) {
        int version = name.indexOf('@');
        String end = version < 0 ? "" : name.substring(version);
        return name.length() <= MOST_CHARACTERS
                ? name
                : name.substring(0, MOST_CHARACTERS - 1 - end.length()) + "\u2026" + end;
    }

    private static List<String> curves(Lineage lineage, List<Box> boxes) {
        Map<String, Box> byId = new HashMap<>();
        boxes.stream()
                .filter(box -> !box.more())
                .forEach(box -> byId.put(box.node().id(), box));
        List<String> curves = new ArrayList<>();
        for (Lineage.Edge edge : lineage.edges()) {
            Box from = byId.get(edge.from());
            Box to = byId.get(edge.to());
            if (from != null && to != null) {
                curves.add(curve(from.x() + BOX_WIDTH, from.y() + BOX_HEIGHT / 2, to.x(), to.y() + BOX_HEIGHT / 2));
            }
        }
        return curves;
    }

    private static String curve(int x1, int y1, int x2, int y2) {
        int middle = (x1 + x2) / 2;
        return "M" + x1 + " " + y1 + "C" + middle + " " + y1 + " " + middle + " " + y2 + " " + x2 + " " + y2;
    }

    /** What a box says of its node's kind. */
    public static String word(Lineage.Node node) {
        return node.kind().replace("feature_", "");
    }

    public int boxWidth() {
        return BOX_WIDTH;
    }

    public int boxHeight() {
        return BOX_HEIGHT;
    }
}
