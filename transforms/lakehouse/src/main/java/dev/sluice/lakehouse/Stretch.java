package dev.sluice.lakehouse;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.WindowFeature;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.transform.WindowRows;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** A stretch of time that lies wholly inside or outside of each window of a partition, and where its summary comes from. */
record Stretch(Kind kind, TimeRange range) {
    enum Kind {
        DAY,
        HOUR,
        /** Part of an hour: read from the events themselves. */
        EVENTS
    }

    /** The stretches that make up a partition's windows, and the time before in which keys are looked for, oldest first. */
    static List<Stretch> of(FeatureView view, Partition partition) {
        TimeRange whole = WindowRows.events(view, partition);
        TreeSet<Instant> borders = new TreeSet<>(List.of(whole.until()));
        view.aggregates().orElseThrow().features().stream()
                .map(WindowFeature::window)
                .forEach(window -> borders.add(whole.until().minus(window.duration())));
        List<Stretch> stretches = new ArrayList<>();
        Instant start = whole.from();
        while (start.isBefore(whole.until())) {
            Stretch next = next(start, borders.higher(start));
            stretches.add(next);
            start = next.range.until();
        }
        return stretches;
    }

    private static Stretch next(Instant start, Instant border) {
        if (fits(start, ChronoUnit.DAYS, border)) {
            return new Stretch(Kind.DAY, new TimeRange(start, start.plus(1, ChronoUnit.DAYS)));
        }
        Instant nextHour = start.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS);
        Instant end = border.isBefore(nextHour) ? border : nextHour;
        Kind kind = fits(start, ChronoUnit.HOURS, border) ? Kind.HOUR : Kind.EVENTS;
        return new Stretch(kind, new TimeRange(start, end));
    }

    private static boolean fits(Instant start, ChronoUnit unit, Instant border) {
        return start.truncatedTo(unit).equals(start)
                && Duration.between(start, border).compareTo(unit.getDuration()) >= 0;
    }
}
