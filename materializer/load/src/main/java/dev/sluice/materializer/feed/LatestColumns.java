package dev.sluice.materializer.feed;

import dev.sluice.feature.Feature;
import dev.sluice.layout.SystemColumn;
import dev.sluice.online.ServedView;
import io.delta.kernel.types.DataType;
import io.delta.kernel.types.StringType;
import io.delta.kernel.types.StructType;
import io.delta.kernel.types.TimestampType;
import java.util.List;

/**
 * The columns of latest that go online: the keys, event time, created time, the features, and for files of changes what
 * happened to the row.
 */
record LatestColumns(ServedView view, List<ValueColumn> keys, List<ValueColumn> features) {
    private static final String CHANGE_TYPE = "_change_type";
    private static final String EVENT_TIME = SystemColumn.EVENT_TIME.column();
    private static final String CREATED_TIME = SystemColumn.CREATED_TIME.column();

    static LatestColumns of(ServedView view) {
        return new LatestColumns(
                view,
                view.entity().key().stream().map(ValueColumn::of).toList(),
                view.features().stream()
                        .map(Feature::column)
                        .map(ValueColumn::of)
                        .toList());
    }

    /** Keys and times: all that tells which of two rows is newer. */
    StructType times() {
        return with(new StructType(), keys)
                .add(EVENT_TIME, TimestampType.TIMESTAMP)
                .add(CREATED_TIME, TimestampType.TIMESTAMP);
    }

    StructType all() {
        return with(times(), features);
    }

    static StructType withChangeType(StructType schema) {
        return schema.add(CHANGE_TYPE, StringType.STRING);
    }

    int eventTime() {
        return keys.size();
    }

    int createdTime() {
        return keys.size() + 1;
    }

    int firstFeature() {
        return keys.size() + 2;
    }

    /** Refuses a table that lacks one of the columns or has it in another type. */
    void check(StructType table, TableFolder folder) {
        all().fields().forEach(wanted -> {
            int at = table.indexOf(wanted.getName());
            if (at < 0) {
                throw FeedError.UNFIT_TABLE.problem(folder.cannot() + "its latest table has no column "
                        + wanted.getName() + ". Run 'sluice run' for it, which brings latest up to its definition.");
            }
            checkType(wanted.getName(), wanted.getDataType(), table.at(at).getDataType(), folder);
        });
    }

    private static void checkType(String column, DataType wanted, DataType found, TableFolder folder) {
        if (!wanted.equivalent(found)) {
            throw FeedError.UNFIT_TABLE.problem(folder.cannot() + "column " + column + " of its latest table is "
                    + found + ", and its definition says " + wanted
                    + ". Give the definition a new version, or its column the old type.");
        }
    }

    private static StructType with(StructType schema, List<ValueColumn> columns) {
        StructType result = schema;
        for (ValueColumn column : columns) {
            result = result.add(column.name(), column.deltaType());
        }
        return result;
    }
}
