package dev.sluice.lakehouse;

import dev.sluice.feature.FeatureView;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Tiles that are written together: those of one partition of the view, or the one of a day.
 *
 * @param length of each tile
 */
record TileUnit(Granularity length, Partition partition) {
    /** The unit that holds the tile of a stretch; none for a stretch of events. */
    static Optional<TileUnit> of(Stretch stretch, Granularity ofPartitions) {
        Instant start = stretch.range().from();
        return switch (stretch.kind()) {
            case DAY -> Optional.of(new TileUnit(Granularity.DAY, Partition.containing(Granularity.DAY, start)));
            case HOUR -> Optional.of(new TileUnit(Granularity.HOUR, Partition.containing(ofPartitions, start)));
            case EVENTS -> Optional.empty();
        };
    }

    /** The units that hold the tiles of a partition's windows. */
    static Set<TileUnit> of(FeatureView view, Partition partition) {
        return Stretch.of(view, partition).stream()
                .flatMap(stretch -> of(stretch, view.granularity()).stream())
                .collect(Collectors.toSet());
    }

    TimeRange range() {
        return partition.range();
    }

    /** The starts of its tiles. */
    List<Instant> starts() {
        ChronoUnit unit = length == Granularity.DAY ? ChronoUnit.DAYS : ChronoUnit.HOURS;
        return Stream.iterate(partition.start(), partition.end()::isAfter, start -> start.plus(1, unit))
                .toList();
    }

    String lengthName() {
        return length.name().toLowerCase(java.util.Locale.ROOT);
    }
}
