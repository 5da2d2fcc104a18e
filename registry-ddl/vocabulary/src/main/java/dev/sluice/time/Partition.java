package dev.sluice.time;

import dev.sluice.problem.VocabularyError;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;

/** One hour or one day, in UTC, of the source's event time: {@code 2001-03-05T13} or {@code 2001-03-05}. */
public record Partition(Granularity granularity, Instant start) implements Comparable<Partition> {
    public Partition {
        if (!granularity.floor(start).equals(start)) {
            throw VocabularyError.invalid(
                    "Invalid partition start: " + start + " does not begin a " + granularity + ".");
        }
    }

    /** The partition that an instant falls into. */
    public static Partition containing(Granularity granularity, Instant instant) {
        return new Partition(granularity, granularity.floor(instant));
    }

    /** Reads {@code 2001-03-05} (a day; for hours its first one) or {@code 2001-03-05T13} (for days, the day around it). */
    public static Partition parse(Granularity granularity, String text) {
        return containing(granularity, parseInstant(text));
    }

    /** Reads a date, a date with an hour, or an instant with an offset; without an offset it is UTC. */
    public static Instant parseInstant(String text) {
        try {
            if (text.matches("\\d{4}-\\d\\d-\\d\\d")) {
                return LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            if (text.matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d")) {
                return Instant.parse(text + ":00:00Z");
            }
            return java.time.OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw VocabularyError.invalid("Invalid time: '" + text
                    + "'. Write a day as 2001-03-05, an hour as 2001-03-05T13 or an instant as 2001-03-05T13:45:00Z.");
        }
    }

    /** The partitions that begin inside the range, in order. */
    public static List<Partition> within(Granularity granularity, TimeRange range) {
        Partition first = containing(granularity, range.from());
        Partition begin = first.start().isBefore(range.from()) ? first.next() : first;
        return Stream.iterate(begin, p -> p.start().isBefore(range.until()), Partition::next)
                .toList();
    }

    public Instant end() {
        return granularity.next(start);
    }

    public TimeRange range() {
        return new TimeRange(start, end());
    }

    public Partition next() {
        return new Partition(granularity, end());
    }

    /** The value of the table's partition column {@code event_date}. */
    public LocalDate eventDate() {
        return LocalDate.ofInstant(start, ZoneOffset.UTC);
    }

    /** The value of the table's partition column {@code event_hour}, 0 to 23; hourly views have it. */
    public int eventHour() {
        return start.atOffset(ZoneOffset.UTC).getHour();
    }

    @Override
    public int compareTo(Partition other) {
        return start.compareTo(other.start);
    }

    @Override
    public String toString() {
        return granularity == Granularity.DAY ? eventDate().toString() : eventDate() + "T%02d".formatted(eventHour());
    }
}
