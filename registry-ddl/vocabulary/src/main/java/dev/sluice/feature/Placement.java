package dev.sluice.feature;

import java.util.SortedMap;

/**
 * Where a view's rows are kept.
 *
 * @param online whether the newest values go to the online store
 * @param table what its promoted rows lie in
 */
public record Placement(boolean online, TableKind table) {
    public static final Placement OFFLINE = new Placement(false, TableKind.DELTA);
    public static final Placement ONLINE = new Placement(true, TableKind.DELTA);

    void describe(SortedMap<String, String> fields) {
        fields.put("online", Boolean.toString(online));
        if (table != TableKind.DELTA) {
            fields.put("table", table.toString());
        }
    }
}
