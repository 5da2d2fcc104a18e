package dev.sluice.materializer;

import dev.sluice.feature.ViewId;

/**
 * Rows of latest that were given as items.
 *
 * @param version of latest
 * @param unfit rows that cannot go online
 */
public record ExportedRows(ViewId view, long version, long rows, long unfit) {}
