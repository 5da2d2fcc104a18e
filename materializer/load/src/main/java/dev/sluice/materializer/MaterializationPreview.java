package dev.sluice.materializer;

import dev.sluice.feature.ViewId;

/**
 * What a materialization would do.
 *
 * @param fromVersion the version of latest that the store holds; -1 when all rows would be brought
 * @param amounts what it would write
 * @param unchanged rows that the store holds already
 * @param outdated changes that are older than what the store holds
 * @param unfit rows that would become dead letters
 */
public record MaterializationPreview(
        ViewId view, long fromVersion, long toVersion, Amounts amounts, long unchanged, long outdated, long unfit) {
    /**
     * Of what would be written.
     *
     * @param bytes of the rows, as the store counts them
     * @param writeUnits for rows and deletions, at least
     */
    public record Amounts(long rows, long deletions, long bytes, long writeUnits) {
        public static final Amounts NONE = new Amounts(0, 0, 0, 0);

        public Amounts plus(Amounts other) {
            return new Amounts(
                    rows + other.rows, deletions + other.deletions, bytes + other.bytes, writeUnits + other.writeUnits);
        }
    }
}
