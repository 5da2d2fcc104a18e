package dev.sluice.catalog.page;

import dev.sluice.feature.FeatureView;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What became of each partition of a view.
 *
 * @param runs of each partition the one that began last
 * @param promoted of each partition the run whose rows are there
 * @param stale the promoted partitions of a range that would come out differently today, and why
 */
record Calendars(
        FeatureView view,
        SortedMap<Partition, RunRecord> runs,
        SortedMap<Partition, RunRecord> promoted,
        Function<TimeRange, Map<Partition, String>> stale,
        Instant now) {
    private static final int MOST_MONTHS = 12;
    private static final int MOST_DAYS = 21;

    Calendar calendar() {
        if (runs.isEmpty()) {
            return new Calendar(Map.of(), List.of());
        }
        TimeRange range = range();
        Map<Partition, String> outdated = stale.apply(range);
        List<Calendar.Month> months = new ArrayList<>();
        Map<String, Integer> states = new LinkedHashMap<>();
        Calendar.STATES.forEach(state -> states.put(state, 0));
        Map<String, List<Calendar.Cell>> cells = new LinkedHashMap<>();
        for (Partition partition : Partition.within(view.granularity(), range)) {
            Calendar.Cell cell = cell(partition, outdated.get(partition));
            states.computeIfPresent(cell.state(), (state, count) -> count + 1);
            cells.computeIfAbsent(title(partition), first -> {
                        months.add(new Calendar.Month(title(partition), blanks(partition), new ArrayList<>()));
                        return months.get(months.size() - 1).cells();
                    })
                    .add(cell);
        }
        return new Calendar(states, months);
    }

    /** From the month of the first partition, of hourly views its day, to the end of the one that holds the last or now. */
    private TimeRange range() {
        Instant last = runs.lastKey().start();
        Instant from = runs.firstKey().start();
        if (view.granularity() == Granularity.HOUR) {
            Instant end = last.truncatedTo(ChronoUnit.DAYS).plus(1, ChronoUnit.DAYS);
            Instant earliest = end.minus(MOST_DAYS, ChronoUnit.DAYS);
            Instant begin = from.truncatedTo(ChronoUnit.DAYS);
            return new TimeRange(begin.isBefore(earliest) ? earliest : begin, end);
        }
        YearMonth end = month(last).plusMonths(1);
        YearMonth begin = month(from);
        YearMonth earliest = end.minusMonths(MOST_MONTHS);
        return new TimeRange(start(begin.isBefore(earliest) ? earliest : begin), start(end));
    }

    private static YearMonth month(Instant instant) {
        return YearMonth.from(instant.atOffset(ZoneOffset.UTC));
    }

    private static Instant start(YearMonth month) {
        return month.atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    private String title(Partition partition) {
        if (view.granularity() == Granularity.HOUR) {
            return partition.eventDate().toString();
        }
        YearMonth month = month(partition.start());
        return month.getMonth().getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " " + month.getYear();
    }

    private int blanks(Partition partition) {
        LocalDate date = partition.eventDate();
        return view.granularity() == Granularity.HOUR
                ? partition.eventHour()
                : date.getDayOfWeek().getValue() - 1;
    }

    private Calendar.Cell cell(Partition partition, @Nullable String outdated) {
        RunRecord run = runs.get(partition);
        RunRecord shown = promoted.get(partition);
        String state = state(partition, run, shown, outdated);
        String label = view.granularity() == Granularity.HOUR
                ? "%02d".formatted(partition.eventHour())
                : Integer.toString(partition.eventDate().getDayOfMonth());
        return new Calendar.Cell(
                partition.toString(),
                label,
                state,
                partition + ": " + state + told(run, shown, outdated),
                run == null ? "" : run.runId());
    }

    private String state(
            Partition partition, @Nullable RunRecord run, @Nullable RunRecord shown, @Nullable String outdated) {
        if (run != null && !run.state().hasEnded()) {
            return "running";
        }
        if (run != null && run.state() == RunState.REFUSED) {
            return "quarantined";
        }
        if (run != null && run.state() == RunState.FAILED) {
            return "failed";
        }
        if (shown != null) {
            return outdated == null ? "promoted" : "stale";
        }
        return partition.end().isAfter(now) || partition.compareTo(runs.firstKey()) < 0 ? "future" : "missing";
    }

    private static String told(@Nullable RunRecord run, @Nullable RunRecord shown, @Nullable String outdated) {
        String rows = shown == null ? "" : ", " + shown.measures().rowsPromoted() + " rows";
        boolean former = shown != null && run != null && !shown.runId().equals(run.runId());
        return rows + (former ? " of an earlier run" : "") + (outdated == null ? "" : " (" + outdated + ")");
    }
}
