package dev.sluice.materializer.feed;

import dev.sluice.feature.Entity;
import dev.sluice.layout.SystemColumn;
import dev.sluice.online.EntityKey;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.RowCodec;
import dev.sluice.online.ServedView;
import dev.sluice.problem.SluiceException;
import io.delta.kernel.data.ColumnVector;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of latest as online items. */
final class RowItems {
    private final TableFolder folder;
    private final LatestColumns columns;
    private final RowCodec codec;
    private final Expiry expiry;

    RowItems(TableFolder folder, LatestColumns columns, Expiry expiry) {
        this.folder = folder;
        this.columns = columns;
        this.codec = RowCodec.of(columns.view().schema());
        this.expiry = expiry;
    }

    ItemKey key(FileRows at) {
        Entity entity = view().entity();
        List<Object> values = new ArrayList<>(columns.keys().size());
        for (int i = 0; i < columns.keys().size(); i++) {
            ValueColumn column = columns.keys().get(i);
            Object value = column.value(at.column(i), at.row());
            if (value == null) {
                throw lacks(at, column.name());
            }
            values.add(value);
        }
        return new ItemKey(EntityKey.of(entity, values).text(), view().id());
    }

    RowTime time(FileRows at) {
        return new RowTime(
                micros(at, columns.eventTime(), SystemColumn.EVENT_TIME),
                micros(at, columns.createdTime(), SystemColumn.CREATED_TIME));
    }

    private long micros(FileRows at, int ordinal, SystemColumn column) {
        ColumnVector vector = at.column(ordinal);
        if (vector.isNullAt(at.row())) {
            throw lacks(at, column.column());
        }
        return vector.getLong(at.row());
    }

    OnlineItem item(FileRows at, ItemKey key) {
        RowTime time = time(at);
        return new OnlineItem(
                key,
                codec.encode(features(at)),
                time.eventMicros(),
                time.createdMicros(),
                expiry.expiresAt(time.eventMicros()));
    }

    private List<@Nullable Object> features(FileRows at) {
        List<@Nullable Object> values = new ArrayList<>(columns.features().size());
        for (int i = 0; i < columns.features().size(); i++) {
            values.add(columns.features().get(i).value(at.column(columns.firstFeature() + i), at.row()));
        }
        return values;
    }

    /** Keys and features by their names, as far as they can be read. */
    Map<String, @Nullable Object> record(FileRows at) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        for (int i = 0; i < columns.keys().size(); i++) {
            record.put(columns.keys().get(i).name(), readable(columns.keys().get(i), at, i));
        }
        for (int i = 0; i < columns.features().size(); i++) {
            ValueColumn column = columns.features().get(i);
            record.put(column.name(), readable(column, at, columns.firstFeature() + i));
        }
        return record;
    }

    private static @Nullable Object readable(ValueColumn column, FileRows at, int ordinal) {
        try {
            return column.value(at.column(ordinal), at.row());
        } catch (SluiceException e) {
            return e.getMessage();
        }
    }

    private ServedView view() {
        return columns.view();
    }

    private RuntimeException lacks(FileRows at, String column) {
        return FeedError.UNFIT_ROW.problem(folder.cannot() + "a row of its latest table has no " + column + " (file "
                + at.file().path() + "). The gate lets no such row pass: find what else writes to latest, delete its"
                + " folder and run 'sluice run' to build it anew.");
    }
}
