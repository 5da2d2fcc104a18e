package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.when;

import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * The newest row of each key, and how latest must change to hold it.
 *
 * <p>Names that begin with # cannot be those of a view's columns.
 */
final class NewestRows {
    static final String CHANGE = "#change";
    static final String INSERT = "insert";
    static final String UPDATE = "update";
    static final String DELETE = "delete";
    /** The row that latest holds is gone, and the changed partitions have no newer one. */
    static final String LOOK_BACK = "look back";

    private static final String HELD = "#held";
    private static final String FOUND = "#found";

    private final ViewColumns columns;

    NewestRows(ViewColumns columns) {
        this.columns = columns;
    }

    /** The newest row of each key: the greatest by event time, created time, then the features in their order. */
    Dataset<Row> of(Dataset<Row> features) {
        Dataset<Row> newest = features.select(withKeys(row().as(FOUND)))
                .groupBy(keys())
                .agg(max(col(FOUND)).as(FOUND));
        return newest.select(flatAnd());
    }

    /**
     * What the changed partitions do to latest: its columns and {@link #CHANGE}, one row per key. A key whose row stays is
     * absent; the values of a {@link #LOOK_BACK} mean nothing.
     */
    Dataset<Row> changes(Dataset<Row> latest, Dataset<Row> features, PartitionRows changed) {
        Dataset<Row> held = latest.select(withKeys(row().as(HELD), lit(null).as(FOUND)));
        Dataset<Row> found =
                features.where(changed.inTable()).select(withKeys(lit(null).as(HELD), row().as(FOUND)));
        return held.union(found)
                .groupBy(keys())
                .agg(max(col(HELD)).as(HELD), max(col(FOUND)).as(FOUND))
                .select(withKeys(col(FOUND), decision(changed).as(CHANGE)))
                .where(col(CHANGE).isNotNull())
                .select(flatAnd(col(CHANGE)));
    }

    /** The changes with every {@link #LOOK_BACK} answered from the whole feature table. */
    Dataset<Row> lookedBack(Dataset<Row> changes, Dataset<Row> features) {
        Dataset<Row> asking = changes.where(col(CHANGE).equalTo(LOOK_BACK));
        Dataset<Row> rows = features.as("rows")
                .join(asking.as("asking"), sameKeys("rows", "asking"), "left_semi")
                .select(withKeys(row().as(FOUND)));
        Column change = when(col(FOUND).isNull(), DELETE).otherwise(UPDATE);
        Dataset<Row> answered = asking.select(withKeys(lit(null).as(FOUND)))
                .union(rows)
                .groupBy(keys())
                .agg(max(col(FOUND)).as(FOUND))
                .select(flatAnd(change.as(CHANGE)));
        return changes.where(col(CHANGE).notEqual(LOOK_BACK)).unionByName(answered);
    }

    /** Holds where the keys of two aliased frames are equal; null equals null. */
    Column sameKeys(String left, String right) {
        return columns.keys().stream()
                .map(key -> col(left + "." + key).eqNullSafe(col(right + "." + key)))
                .reduce(Column::and)
                .orElseThrow();
    }

    /**
     * Event times decide alone. A row that latest holds from an unchanged partition is the newest of all those. One from a
     * changed partition gives way to what is found there with the same event time or a newer one.
     */
    private static Column decision(PartitionRows changed) {
        Column heldTime = col(HELD).getField(ViewColumns.EVENT_TIME);
        Column foundTime = col(FOUND).getField(ViewColumns.EVENT_TIME);
        Column replaced = changed.holdTime(heldTime);
        Column older = coalesce(foundTime.lt(heldTime), lit(true));
        return when(col(HELD).isNull(), INSERT)
                .when(replaced.and(older), LOOK_BACK)
                .when(older.or(same()), lit(null))
                .otherwise(UPDATE);
    }

    private static Column same() {
        return Stream.of(ViewColumns.EVENT_TIME, ViewColumns.CREATED_TIME, ViewColumns.RUN_ID)
                .map(name -> col(HELD).getField(name).equalTo(col(FOUND).getField(name)))
                .reduce(Column::and)
                .orElseThrow();
    }

    private Column[] keys() {
        return columns.keys().stream().map(org.apache.spark.sql.functions::col).toArray(Column[]::new);
    }

    /** All of a row but its key, in the order that decides which of two is newer. */
    private Column row() {
        return struct(columns.newestOrder().stream()
                .map(org.apache.spark.sql.functions::col)
                .toArray(Column[]::new));
    }

    private Column[] withKeys(Column... others) {
        return Stream.concat(Stream.of(keys()), Stream.of(others)).toArray(Column[]::new);
    }

    private Column[] flatAnd(Column... others) {
        Stream<Column> values = columns.newestOrder().stream()
                .map(name -> col(FOUND).getField(name).as(name));
        return withKeys(Stream.concat(values, Stream.of(others)).toArray(Column[]::new));
    }
}
