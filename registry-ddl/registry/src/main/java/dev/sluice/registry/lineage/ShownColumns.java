package dev.sluice.registry.lineage;

import dev.sluice.registry.LineageRecord;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How much is known of where a view's columns come from.
 *
 * @param record what a run has shown; null while none has
 */
public record ShownColumns(State state, @Nullable LineageRecord record) {
    /** Whether a run has shown it. */
    public enum State {
        /** Of the definition as it is. */
        SHOWN,
        /** Of an earlier definition; the new one has not run. */
        OUTDATED,
        NOT_YET;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
