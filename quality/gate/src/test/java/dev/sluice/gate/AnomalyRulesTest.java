package dev.sluice.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.expectation.Anomalies;
import dev.sluice.expectation.AnomalyCheck;
import dev.sluice.expectation.Severity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.gate.PromotedHistory.Past;
import dev.sluice.gate.PromotedHistory.Promoted;
import dev.sluice.testing.Choices;
import dev.sluice.testing.Flights;
import dev.sluice.testing.Property;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.type.ValueType.Scalar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnomalyRulesTest {
    private static final AnomalyCheck CHECK = AnomalyCheck.DEFAULTS;
    private static final Partition MONDAY = Partition.parse(Granularity.DAY, "2001-03-05");

    @Test
    void anUnusualNumberOfRowsIsSeenAgainstTheSameDaysOfEarlierWeeks() {
        List<Promoted> mondays = weekly(MONDAY, 100, 104, 98, 102);
        ExpectationResult few = volume(CHECK, MONDAY, 60, mondays);
        assertThat(few.success()).isFalse();
        assertThat(few.severity()).isEqualTo(Severity.WARNING);
        assertThat(few.expectation()).isEqualTo("row count is usual for Mondays");
        assertThat(few.observed()).isEqualTo("60 rows, usual 101 (spread 3.0, of 4 partitions)");
        assertThat(few.elementCount()).isEqualTo(60);
        assertThat(few.declared().type()).isEqualTo("expect_table_row_count_to_be_usual");
        assertThat(few.declared().kwargs()).isEqualTo(Map.of("deviations", 3.5, "weeks", 12, "least", 4));
        assertThat(volume(CHECK, MONDAY, 111, mondays).success()).isTrue();
        assertThat(volume(CHECK, MONDAY, 112, mondays).success()).isFalse();
    }

    @Test
    void ofTooFewPartitionsNothingIsSaid() {
        ExpectationResult unjudged = volume(CHECK, MONDAY, 0, weekly(MONDAY, 100, 100, 100));
        assertThat(unjudged.success()).isTrue();
        assertThat(unjudged.observed()).isEqualTo("0 rows; not judged: 3 promoted partitions are known, it takes 4");
    }

    @Test
    void whereAllWereEqualAHundredthIsTheSpread() {
        List<Promoted> equal = weekly(MONDAY, 1000, 1000, 1000, 1000);
        assertThat(volume(CHECK, MONDAY, 1035, equal).success()).isTrue();
        assertThat(volume(CHECK, MONDAY, 1036, equal).success()).isFalse();
        List<Promoted> mostlyEqual = weekly(MONDAY, 1000, 1000, 1000, 1400);
        assertThat(volume(CHECK, MONDAY, 1400, mostlyEqual).success())
                .as("the mean distance is 100")
                .isTrue();
        assertThat(volume(CHECK, MONDAY, 1, weekly(MONDAY, 0, 0, 0, 0)).success())
                .isTrue();
        assertThat(volume(CHECK, MONDAY, 4, weekly(MONDAY, 0, 0, 0, 0)).success())
                .isFalse();
    }

    @Test
    void whatIsPromotedLaterThanUsualIsSeenAndWhatIsEarlierIsNot() {
        List<Promoted> mondays = weekly(MONDAY, 100, 104, 98, 102);
        ExpectationResult late = freshness(MONDAY, Duration.ofHours(3), mondays);
        assertThat(late.success()).isFalse();
        assertThat(late.expectation()).isEqualTo("promoted as early as usual for Mondays");
        assertThat(late.observed()).isEqualTo("3h after its end, usual 1h41m (spread 2m58s, of 4 partitions)");
        assertThat(freshness(MONDAY, Duration.ZERO, mondays).success()).isTrue();
        assertThat(freshness(MONDAY, null, mondays).observed()).isEqualTo("not judged: it was promoted before");
        Partition hour = Partition.parse(Granularity.HOUR, "2001-03-05T13");
        assertThat(freshness(hour, Duration.ZERO, List.of()).expectation())
                .isEqualTo("promoted as early as usual for Mondays 13:00");
    }

    @Test
    void aViewThatAsksForNothingDoesNotAskTheHistory() {
        assertThat(AnomalyRules.of(view(Anomalies.NONE), MONDAY, partition -> {
                    throw new AssertionError("asked");
                }))
                .isEmpty();
    }

    /** What is judged, and what was promoted: in earlier weeks and in others, at this hour and at others. */
    private record Case(AnomalyCheck check, Partition partition, long rows, List<Promoted> promoted) {}

    @Test
    void randomHistoriesAreJudgedAsAReferenceJudgesThem() {
        Property.holds(3_000, AnomalyRulesTest::randomCase, one -> {
            ExpectationResult result = volume(one.check, one.partition, one.rows, one.promoted);
            return result.success() == reference(one);
        });
    }

    private static Case randomCase(Choices choices) {
        Granularity granularity = choices.among(Granularity.DAY, Granularity.HOUR);
        Instant anchor = Instant.parse("2001-03-05T00:00:00Z").plus(Duration.ofHours(choices.below(170)));
        Partition partition = Partition.containing(granularity, anchor);
        int weeks = 2 + choices.below(10);
        AnomalyCheck check =
                new AnomalyCheck(choices.among(0.5, 1.0, 3.5), weeks, 2 + choices.below(weeks - 1), Severity.WARNING);
        List<Promoted> promoted = new ArrayList<>();
        int style = choices.below(4);
        for (int week = -2; week <= 14; week++) {
            for (int offset : List.of(0, 1, 24, 25)) {
                if (!choices.chance(3)) {
                    Partition other = Partition.containing(
                            granularity,
                            partition.start().minus(Duration.ofDays(7L * week)).minus(Duration.ofHours(offset)));
                    promoted.add(new Promoted(other, rows(style, offset, choices), Duration.ZERO));
                }
            }
        }
        return new Case(check, partition, rows(style, 0, choices) + choices.below(30), distinct(promoted));
    }

    /** Equal, nearly equal, of two seasons, or with a rare peak. */
    private static long rows(int style, int offset, Choices choices) {
        return switch (style) {
            case 0 -> 100;
            case 1 -> 100 + choices.below(20);
            case 2 -> (offset >= 24 ? 1_000 : 10) + choices.below(5);
            default -> choices.chance(5) ? 5_000 : 100 + choices.below(3);
        };
    }

    private static List<Promoted> distinct(List<Promoted> promoted) {
        Map<Partition, Promoted> byPartition = new java.util.TreeMap<>();
        promoted.forEach(one -> byPartition.put(one.partition(), one));
        return List.copyOf(byPartition.values());
    }

    /** Looks each earlier week up, and sorts. */
    private static boolean reference(Case one) {
        List<Double> known = new ArrayList<>();
        for (int week = 1; week <= one.check.weeks(); week++) {
            Instant start = one.partition.start().minus(Duration.ofDays(7L * week));
            one.promoted.stream()
                    .filter(before -> before.partition().start().equals(start))
                    .forEach(before -> known.add((double) before.rows()));
        }
        if (known.size() < one.check.least()) {
            return true;
        }
        double median = middle(known);
        List<Double> distances =
                known.stream().map(value -> Math.abs(value - median)).toList();
        double spread = 1.4826 * middle(distances);
        if (spread == 0) {
            double sum = 0;
            for (double distance : distances) {
                sum += distance;
            }
            spread = 1.2533 * sum / distances.size();
        }
        double allowed = one.check.deviations() * Math.max(spread, Math.max(1, median / 100));
        return one.rows >= median - allowed && one.rows <= median + allowed;
    }

    private static double middle(List<Double> values) {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2;
    }

    /** Promoted in the weeks before, the nearest first, as many minutes after their ends as they have rows. */
    private static List<Promoted> weekly(Partition partition, long... rows) {
        List<Promoted> promoted = new ArrayList<>();
        for (int i = 0; i < rows.length; i++) {
            Instant start = partition.start().minus(Duration.ofDays(7L * (i + 1)));
            promoted.add(new Promoted(
                    Partition.containing(partition.granularity(), start), rows[i], Duration.ofMinutes(rows[i])));
        }
        return promoted;
    }

    private static ExpectationResult volume(AnomalyCheck check, Partition partition, long rows, List<Promoted> past) {
        Answers answers = new Answers(Map.of(new Measure.Rows(Measure.ALL_ROWS), new Answer.Counts(rows, rows)));
        return rule(new Anomalies(check, null), partition, new Past(past, Duration.ZERO))
                .judge(answers, new PiiColumns(Set.of()));
    }

    private static ExpectationResult freshness(
            Partition partition, @org.jspecify.annotations.Nullable Duration lateness, List<Promoted> past) {
        return rule(new Anomalies(null, CHECK), partition, new Past(past, lateness))
                .judge(new Answers(Map.of()), new PiiColumns(Set.of()));
    }

    private static Rule rule(Anomalies anomalies, Partition partition, Past past) {
        return AnomalyRules.of(view(anomalies), partition, asked -> past).get(0);
    }

    private static FeatureView view(Anomalies anomalies) {
        return Flights.daily("delays", Flights.AIRPORT, "SELECT 1 FROM flights")
                .withAnomalies(anomalies)
                .build(List.of(Feature.of("delay", Scalar.LONG)));
    }
}
