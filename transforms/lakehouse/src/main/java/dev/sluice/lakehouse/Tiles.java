package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.array;
import static org.apache.spark.sql.functions.broadcast;
import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.collect_set;
import static org.apache.spark.sql.functions.explode;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.timestamp_micros;

import dev.sluice.feature.FeatureView;
import dev.sluice.time.Granularity;
import dev.sluice.time.TimeRange;
import dev.sluice.transform.QuotedName;
import dev.sluice.transform.SourceEvents;
import dev.sluice.transform.SourceFile;
import dev.sluice.transform.window.EventStruct;
import dev.sluice.transform.window.WindowColumns;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * Keeps a view's tiles as its source is. A unit's tiles are computed when they are not there, when what is summarized has
 * changed, when a file that they came from has changed or is gone, and when a new file has events of their time. Each change
 * is one commit; two processes that do the same do it twice.
 */
final class Tiles {
    private static final int MOST_AT_ONCE = 400;
    private static final int MOST_ATTEMPTS = 5;
    private static final String UNIT_START = "__unit";

    private final FeatureView view;
    private final SourceEvents events;
    private final TileTable table;

    Tiles(FeatureView view, SourceEvents events, TileTable table) {
        this.view = view;
        this.events = events;
        this.table = table;
    }

    /** Brings these units up to date and says how many had to be computed. */
    int refresh(Set<TileUnit> wanted, Set<SourceFile> files) {
        for (int attempt = 1; ; attempt++) {
            try {
                List<TileUnit> stale = stale(wanted, files);
                for (int from = 0; from < stale.size(); from += MOST_AT_ONCE) {
                    compute(stale.subList(from, Math.min(stale.size(), from + MOST_AT_ONCE)));
                }
                return stale.size();
            } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
                if (!LakeFailure.isConflict(e) || attempt == MOST_ATTEMPTS) {
                    throw LakeFailure.explain(e, "Cannot compute tiles of " + view.id());
                }
            }
        }
    }

    private List<TileUnit> stale(Set<TileUnit> wanted, Set<SourceFile> files) {
        Map<TileUnit, TileTable.Marker> markers = table.markers(wanted);
        String meaning = events.meaning();
        Set<TileUnit> fresh = new HashSet<>();
        Set<SourceFile> known = new HashSet<>();
        markers.forEach((unit, marker) -> {
            if (marker.meaning().equals(meaning) && files.containsAll(marker.files())) {
                fresh.add(unit);
                known.addAll(marker.files());
            }
        });
        if (!fresh.isEmpty() && !known.containsAll(files)) {
            fresh.removeAll(withEventsOutside(known, fresh));
        }
        return wanted.stream()
                .filter(unit -> !fresh.contains(unit))
                .sorted(Comparator.comparing(TileUnit::length).thenComparing(TileUnit::partition))
                .toList();
    }

    /** Those of the units in whose time there are events that come from other files. */
    private Set<TileUnit> withEventsOutside(Set<SourceFile> known, Set<TileUnit> units) {
        String[] paths = known.stream().map(SourceFile::rawPath).toArray(String[]::new);
        Column path = expr("parse_url(" + SourceEvents.FILE + ".path, 'PATH')");
        List<Instant> hours = events
                .withFilesIn(whole(units))
                .where(coalesce(path, col(SourceEvents.FILE).getField("path"))
                        .isin((Object[]) paths)
                        .equalTo(lit(false)))
                .select(start("hour").as("hour"))
                .distinct()
                .collectAsList()
                .stream()
                .map(row -> row.getInstant(0))
                .toList();
        Set<TileUnit> touched = new HashSet<>();
        units.stream()
                .filter(unit -> hours.stream().anyMatch(unit.range()::contains))
                .forEach(touched::add);
        return touched;
    }

    private static TimeRange whole(Collection<TileUnit> units) {
        Instant from = units.stream()
                .map(unit -> unit.range().from())
                .min(Comparator.naturalOrder())
                .orElseThrow();
        Instant until = units.stream()
                .map(unit -> unit.range().until())
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return new TimeRange(from, until);
    }

    private void compute(List<TileUnit> units) {
        Dataset<Row> tiled = tiled(units);
        StructType eventType =
                (StructType) tiled.schema().apply(SourceEvents.EVENT).dataType();
        Column summary = WindowColumns.summary(view.aggregates().orElseThrow(), col(SourceEvents.EVENT), eventType);
        List<Column> group = new ArrayList<>();
        view.entity().keyNames().forEach(key -> group.add(col(QuotedName.of(key))));
        unitColumns().forEach(group::add);
        Dataset<Row> tiles = tiled.groupBy(group.toArray(Column[]::new)).agg(summary.as(TileTable.SUMMARY));
        table.write(tiles, markers(units, tiled), events.meaning());
    }

    /** The events of the units, each once for each length of tile, with its unit and the start of its tile. */
    private Dataset<Row> tiled(List<TileUnit> units) {
        Column[] lengths = units.stream()
                .map(TileUnit::length)
                .distinct()
                .map(length -> length == Granularity.DAY ? tile("day") : tile("hour"))
                .toArray(Column[]::new);
        Dataset<Row> each = events.withFilesIn(whole(units)).withColumn(UNIT_START, explode(array(lengths)));
        Dataset<Row> frame = broadcast(table.frame(units));
        return each.join(
                frame,
                col(UNIT_START + ".of_length")
                        .equalTo(frame.col(TileTable.LENGTH))
                        .and(col(UNIT_START + ".start").equalTo(frame.col(TileTable.START))));
    }

    private static Column tile(String length) {
        return struct(lit(length).as("of_length"), start(length).as("start"));
    }

    private static Column start(String length) {
        Column time = timestamp_micros(col(SourceEvents.EVENT).getField(EventStruct.TIME));
        return org.apache.spark.sql.functions.date_trunc(length, time);
    }

    private Dataset<Row> markers(List<TileUnit> units, Dataset<Row> tiled) {
        Column[] unit = unitColumns().subList(0, 3).toArray(Column[]::new);
        Dataset<Row> all =
                table.frame(units).groupBy(unit).agg(min(TileTable.START).as(TileTable.START));
        Dataset<Row> used =
                tiled.groupBy(unit).agg(collect_set(SourceEvents.FILE).as(TileTable.FILES));
        String[] names = {TileTable.LENGTH, ViewColumns.EVENT_DATE, ViewColumns.EVENT_HOUR};
        return all.join(used, names, "left")
                .withColumn(TileTable.FILES, coalesce(col(TileTable.FILES), array().cast(TileTable.FILES_TYPE)));
    }

    private static List<Column> unitColumns() {
        return java.util.Arrays.stream(TileTable.unitColumns().fieldNames())
                .map(org.apache.spark.sql.functions::col)
                .toList();
    }
}
