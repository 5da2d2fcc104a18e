package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import java.util.OptionalLong;

/** Is told after each chunk how far a materialization has come, one call at a time. */
@FunctionalInterface
public interface ProgressListener {
    ProgressListener SILENT = (view, rows, total) -> {};

    /**
     * A chunk has been written.
     *
     * @param rows the rows that are in the store, those of earlier attempts included
     * @param total all rows to bring, where the table's log tells; rows without an effect make it too high
     */
    void advanced(ViewId view, long rows, OptionalLong total);
}
