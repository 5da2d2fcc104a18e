package dev.sluice.lineage;

import dev.sluice.feature.ViewId;
import dev.sluice.layout.LakeLayout;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table of the lake, told by its address.
 *
 * @param step what a run does when it writes the table: stage, promote, latest, tiles, quarantine
 * @param run of staged rows
 */
record LakeTable(String step, ViewId view, @Nullable String run) {
    private static final Pattern TABLE = Pattern.compile("([a-z]+)/([^/]+)/v(\\d{1,9})(/([^/]+))?");
    private static final Map<String, String> STEPS = Map.of(
            "staging",
            "stage",
            "features",
            "promote",
            "latest",
            "latest",
            "summaries",
            "tiles",
            "quarantine",
            "quarantine");

    static Optional<LakeTable> at(LakeLayout lake, String address) {
        String root = Address.of(lake.root());
        if (!Address.isIn(address, root) || address.equals(root)) {
            return Optional.empty();
        }
        Matcher table = TABLE.matcher(address.substring(root.length() + 1));
        if (!table.matches() || !STEPS.containsKey(table.group(1))) {
            return Optional.empty();
        }
        ViewId view = new ViewId(table.group(2), Integer.parseInt(table.group(3)));
        String step = STEPS.getOrDefault(table.group(1), "");
        return Optional.of(new LakeTable(step, view, step.equals("stage") ? table.group(5) : null));
    }

    boolean isStaging() {
        return step.equals("stage");
    }
}
