package dev.sluice.backfill;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.testing.Flights;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlanContentTest {
    private static final FeatureView VIEW = Flights.airportDelays();
    private static final TimeRange MARCH = range("2001-03-01", "2001-04-01");

    private static TimeRange range(String from, String until) {
        return new TimeRange(Partition.parseInstant(from), Partition.parseInstant(until));
    }

    private static PlanContent content(FeatureView view, Reason reason, String... days) {
        Project project = Flights.project(Path.of("/flights"), view);
        List<PlannedPartition> planned = Arrays.stream(days)
                .map(day -> new PlannedPartition(view, Partition.parse(view.granularity(), day), reason, "why"))
                .toList();
        return PlanContent.of(project, new BackfillPlan(MARCH, List.of(view), planned, 0, 0));
    }

    private static PlanContent missing(String... days) {
        return content(VIEW, Reason.MISSING, days);
    }

    @Test
    void partitionsThatFollowEachOtherAreOneStretch() {
        PlanContent content = missing("2001-03-01", "2001-03-02", "2001-03-04");
        assertThat(content.stretches())
                .extracting(stretch -> stretch.first() + " to " + stretch.last())
                .containsExactly("2001-03-01 to 2001-03-02", "2001-03-04 to 2001-03-04");
    }

    @Test
    void theHashIsOfWhatIsComputedAndWhy() {
        String hash = missing("2001-03-01", "2001-03-02").hash();
        assertThat(hash)
                .matches("[0-9a-f]{64}")
                .isEqualTo(missing("2001-03-01", "2001-03-02").hash());
        FeatureView changed =
                Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 2").build(VIEW.features());
        assertThat(List.of(
                        missing("2001-03-01").hash(),
                        content(VIEW, Reason.REFUSED, "2001-03-01", "2001-03-02")
                                .hash(),
                        content(changed, Reason.MISSING, "2001-03-01", "2001-03-02")
                                .hash()))
                .doesNotContain(hash)
                .doesNotHaveDuplicates();
    }

    @Test
    void whatMovedIsSaid() {
        PlanContent before = missing("2001-03-01", "2001-03-02");
        assertThat(missing("2001-03-01", "2001-03-02").movedSince(before)).isEmpty();
        assertThat(missing("2001-03-02", "2001-03-03", "2001-03-04").movedSince(before))
                .containsExactly(
                        "airport_delays@1: new in the plan: 2 partitions, 2001-03-03 to 2001-03-04",
                        "airport_delays@1: no longer in the plan: 2001-03-01");
        assertThat(content(VIEW, Reason.REFUSED, "2001-03-01", "2001-03-02").movedSince(before))
                .containsExactly("the reasons of partitions have changed");
        FeatureView changed =
                Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 2").build(VIEW.features());
        assertThat(content(changed, Reason.MISSING, "2001-03-01").movedSince(before))
                .containsExactly("airport_delays@1: its definition has changed");
    }

    @Test
    void whatIsLeftOfAPlanIsPartOfIt() {
        PlanContent whole = missing("2001-03-01", "2001-03-02", "2001-03-04");
        assertThat(content(VIEW, Reason.FAILED, "2001-03-02").isPartOf(whole)).isTrue();
        assertThat(missing("2001-03-03").isPartOf(whole)).isFalse();
    }

    @Test
    void aPlanOfAgesIsRefused() {
        Partition first = Partition.parse(VIEW.granularity(), "0001-01-01");
        Partition last = Partition.parse(VIEW.granularity(), "+99999-01-01T00:00:00Z");
        assertThatThrownBy(() -> new PlanContent(
                        "flights",
                        MARCH,
                        List.of(new PlanContent.Stretch(VIEW.id(), "ab", first, last, Reason.MISSING))))
                .hasMessageContaining("it has too many partitions");
    }
}
