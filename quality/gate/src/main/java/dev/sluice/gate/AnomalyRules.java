package dev.sluice.gate;

import dev.sluice.expectation.Anomalies;
import dev.sluice.expectation.AnomalyCheck;
import dev.sluice.expectation.Expectation;
import dev.sluice.feature.FeatureView;
import dev.sluice.gate.PromotedHistory.Past;
import dev.sluice.gate.PromotedHistory.Promoted;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.DoubleFunction;
import java.util.function.ToDoubleFunction;

/** Rules that a partition is like the promoted ones of the same hour of the week, of days the same day. */
final class AnomalyRules {
    private static final Duration WEEK = Duration.ofDays(7);
    private static final double SHARE_THAT_MATTERS = 0.01;
    private static final double SECONDS_THAT_MATTER = 60;

    private final Partition partition;
    private final Past past;

    private AnomalyRules(Partition partition, Past past) {
        this.partition = partition;
        this.past = past;
    }

    static List<Rule> of(FeatureView view, Partition partition, PromotedHistory history) {
        Anomalies anomalies = view.suite().anomalies();
        if (anomalies.equals(Anomalies.NONE)) {
            return List.of();
        }
        AnomalyRules rules = new AnomalyRules(partition, history.before(partition));
        List<Rule> all = new ArrayList<>();
        if (anomalies.volume() != null) {
            all.add(rules.volume(anomalies.volume()));
        }
        if (anomalies.freshness() != null) {
            all.add(rules.freshness(anomalies.freshness()));
        }
        return all;
    }

    /** Too many are an anomaly as too few are. What matters is a row and a hundredth of the usual number. */
    private Rule volume(AnomalyCheck check) {
        Measure rows = new Measure.Rows(Measure.ALL_ROWS);
        double[] known = known(check, Promoted::rows);
        return new Rule(
                "row count is usual for " + hourOfWeek(),
                own("expect_table_row_count_to_be_usual", check),
                List.of(rows),
                null,
                answers -> {
                    long count = answers.counts(rows).counted();
                    String seen = ExpectationResult.rows(count);
                    if (known.length < check.least()) {
                        return unjudged(seen, count, check, known.length);
                    }
                    double least =
                            Math.max(1, SHARE_THAT_MATTERS * Usual.of(known, 0).median());
                    Usual usual = Usual.of(known, least);
                    boolean success = Math.abs(usual.deviations(count)) <= check.deviations();
                    return finding(success, count, usual, seen, AnomalyRules::number)
                            .withElements(count);
                });
    }

    /** Early is no anomaly. What matters is a minute. */
    private Rule freshness(AnomalyCheck check) {
        Duration lateness = past.lateness();
        double[] known = known(check, before -> before.lateness().toSeconds());
        return new Rule(
                "promoted as early as usual for " + hourOfWeek(),
                own("expect_table_promotion_to_be_as_early_as_usual", check),
                List.of(),
                null,
                answers -> {
                    if (lateness == null) {
                        return Finding.ofValue(true, null, "not judged: it was promoted before", 0);
                    }
                    String seen = time(lateness.toSeconds()) + " after its end";
                    if (known.length < check.least()) {
                        return unjudged(seen, lateness.toSeconds(), check, known.length);
                    }
                    Usual usual = Usual.of(known, SECONDS_THAT_MATTER);
                    boolean success = usual.deviations(lateness.toSeconds()) <= check.deviations();
                    return finding(success, lateness.toSeconds(), usual, seen, AnomalyRules::time);
                });
    }

    /** What is known of the promoted partitions of the same hour of earlier weeks. */
    private double[] known(AnomalyCheck check, ToDoubleFunction<Promoted> value) {
        return past.partitions().stream()
                .filter(before -> {
                    Duration ago = Duration.between(before.partition().start(), partition.start());
                    boolean sameHour = ago.toMillis() % WEEK.toMillis() == 0;
                    return sameHour && ago.compareTo(WEEK) >= 0 && ago.compareTo(WEEK.multipliedBy(check.weeks())) <= 0;
                })
                .mapToDouble(value)
                .toArray();
    }

    private static Finding unjudged(String seen, long value, AnomalyCheck check, int known) {
        return Finding.ofValue(
                true,
                value,
                seen + "; not judged: " + known + " promoted partitions are known, it takes " + check.least(),
                0);
    }

    private static Finding finding(
            boolean success, long value, Usual usual, String seen, DoubleFunction<String> shown) {
        String observed = seen + ", usual " + shown.apply(usual.median()) + " (spread " + shown.apply(usual.spread())
                + ", of " + usual.count() + " partitions)";
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("median", usual.median());
        details.put("spread", usual.spread());
        details.put("deviations", usual.deviations(value));
        details.put("partitions", usual.count());
        return Finding.ofValue(success, value, observed, 0).withDetails(details);
    }

    private static String number(double value) {
        return value == Math.rint(value)
                ? String.format(Locale.ROOT, "%.0f", value)
                : String.format(Locale.ROOT, "%.1f", value);
    }

    private static String time(double seconds) {
        return Duration.ofSeconds(Math.round(seconds))
                .toString()
                .substring("PT".length())
                .toLowerCase(Locale.ROOT);
    }

    private String hourOfWeek() {
        ZonedDateTime start = partition.start().atZone(ZoneOffset.UTC);
        String pattern = partition.granularity() == Granularity.HOUR ? "EEEE's' HH:mm" : "EEEE's'";
        return start.format(DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH));
    }

    private static Expectation own(String type, AnomalyCheck check) {
        return new Expectation(type, new LinkedHashMap<>(check.arguments()), check.severity(), null);
    }
}
