package dev.sluice.materializer.feed;

import dev.sluice.problem.SluiceException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A row of latest that cannot go online.
 *
 * @param key the text of its key; null when that is what is wrong
 * @param record its columns, as far as they can be read
 */
public record UnfitRow(@Nullable String key, SluiceException why, Map<String, @Nullable Object> record) {
    public UnfitRow {
        record = Collections.unmodifiableMap(new LinkedHashMap<>(record));
    }
}
