package dev.sluice.training;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Labels, and where they come from.
 *
 * @param place what the manifest says of where they come from; it does not count in a training set's id
 */
record Spine(Dataset<Row> rows, String timeColumn, Map<String, String> place) {
    static final String KIND = "kind";
    static final String SOURCE = "source";
    static final String QUERY = "query";
    static final String AFTER = "after";

    /** The fields of the manifest that tell the place. */
    static final Set<String> PLACE = Set.of(KIND, SOURCE, QUERY);

    Spine {
        place = Map.copyOf(place);
    }

    /** Labels that nothing but the caller keeps. */
    static Spine ofFrame(Dataset<Row> rows, String timeColumn) {
        return new Spine(rows, timeColumn, Map.of(KIND, Kind.FRAME.toString(), SOURCE, "a frame"));
    }

    static Spine ofFile(Dataset<Row> rows, String timeColumn, String location) {
        return new Spine(rows, timeColumn, Map.of(KIND, Kind.FILE.toString(), SOURCE, location));
    }

    /** What a query over the project's sources answers. */
    static Spine ofQuery(Dataset<Row> rows, String timeColumn, String source, String query) {
        return new Spine(rows, timeColumn, Map.of(KIND, Kind.QUERY.toString(), SOURCE, source, QUERY, query));
    }

    /** Those of the labels that are newer than a moment. */
    Spine after(Instant moment, Dataset<Row> newer) {
        Map<String, String> other = new TreeMap<>(place);
        other.put(AFTER, moment.toString());
        return new Spine(newer, timeColumn, other);
    }

    /** How labels were given. */
    enum Kind {
        FRAME,
        FILE,
        QUERY;

        /** As it stands in the manifest. */
        @Override
        public String toString() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** What the manifest says of these labels beside their content. */
    Map<String, Object> fields() {
        Map<String, Object> fields = new TreeMap<>(place);
        fields.put("time", timeColumn);
        return fields;
    }
}
