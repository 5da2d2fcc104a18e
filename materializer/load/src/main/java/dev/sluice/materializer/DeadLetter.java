package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import dev.sluice.materializer.feed.UnfitRow;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.RowCodec;
import dev.sluice.online.ServedView;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row that the store would not take, or that cannot go online.
 *
 * @param key the text of its key; empty when that is what is wrong
 * @param reason what is wrong, and how to mend it
 * @param record its features by their names, and its keys where the key has no text
 */
public record DeadLetter(ViewId view, String key, String reason, Map<String, @Nullable Object> record)
        implements Serializable {
    public DeadLetter {
        record = Collections.unmodifiableMap(new LinkedHashMap<>(record));
    }

    static DeadLetter of(ServedView view, UnfitRow row) {
        String key = row.key();
        return new DeadLetter(
                view.id(), key == null ? "" : key, String.valueOf(row.why().getMessage()), row.record());
    }

    static DeadLetter of(ServedView view, OnlineChange refused, Exception why) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        if (refused instanceof OnlineChange.Put put) {
            List<@Nullable Object> values =
                    RowCodec.of(view.schema()).decode(put.item().value());
            for (int i = 0; i < values.size(); i++) {
                record.put(view.features().get(i).name(), values.get(i));
            }
        }
        return new DeadLetter(view.id(), refused.key().entityKey(), String.valueOf(why.getMessage()), record);
    }
}
