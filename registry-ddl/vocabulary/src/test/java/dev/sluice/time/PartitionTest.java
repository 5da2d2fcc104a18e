package dev.sluice.time;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PartitionTest {
    private static final Partition DAY = Partition.parse(Granularity.DAY, "2001-03-05");

    @Test
    void aDayHoldsItsMidnightAndNotTheNext() {
        assertThat(DAY.range().contains(Instant.parse("2001-03-05T00:00:00Z"))).isTrue();
        assertThat(DAY.range().contains(Instant.parse("2001-03-05T23:59:59.999999Z")))
                .isTrue();
        assertThat(DAY.range().contains(Instant.parse("2001-03-06T00:00:00Z"))).isFalse();
        assertThat(DAY.end()).isEqualTo(Instant.parse("2001-03-06T00:00:00Z"));
        assertThat(DAY.eventDate()).isEqualTo(LocalDate.of(2001, 3, 5));
    }

    @Test
    void anHourIsFoundFromAnyMomentInIt() {
        Partition hour = Partition.parse(Granularity.HOUR, "2001-03-05T13:59:59.999999Z");
        assertThat(hour).hasToString("2001-03-05T13").isEqualTo(Partition.parse(Granularity.HOUR, "2001-03-05T13"));
        assertThat(hour.eventHour()).isEqualTo(13);
    }

    @Test
    void anOffsetIsConverted() {
        assertThat(Partition.parse(Granularity.DAY, "2001-03-05T01:00:00+05:30"))
                .hasToString("2001-03-04");
    }

    @Test
    void clockChangesAreOrdinaryDays() {
        Partition spring = Partition.parse(Granularity.DAY, "2026-03-29");
        assertThat(Partition.within(Granularity.HOUR, spring.range())).hasSize(24);
    }

    @Test
    void partitionsBeforeTheEpochAndAtTheEndsOfTimeWork() {
        assertThat(Partition.containing(Granularity.DAY, Instant.parse("1969-12-31T23:59:59.999999Z")))
                .hasToString("1969-12-31");
        assertThat(Partition.parse(Granularity.DAY, "0001-01-01").end())
                .isEqualTo(Instant.parse("0001-01-02T00:00:00Z"));
        assertThat(Partition.parse(Granularity.DAY, "9999-12-31").start())
                .isEqualTo(Instant.parse("9999-12-31T00:00:00Z"));
    }

    @Test
    void aRangeHoldsThePartitionsThatBeginInIt() {
        TimeRange range = new TimeRange(Instant.parse("2001-02-01T12:00:00Z"), Instant.parse("2001-02-04T00:00:00Z"));
        assertThat(Partition.within(Granularity.DAY, range))
                .extracting(Partition::toString)
                .containsExactly("2001-02-02", "2001-02-03");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "yesterday", "2001-02-30", "2001-3-5", "2001-03-05T25", "2001-03-05 13:00"})
    void whatIsNoTimeIsRefusedWithExamples(String text) {
        assertThatThrownBy(() -> Partition.parse(Granularity.DAY, text))
                .hasMessageStartingWith("Invalid time: '" + text + "'. Write a day as 2001-03-05");
    }

    @Test
    void aPartitionBeginsAtItsStart() {
        assertThatThrownBy(() -> new Partition(Granularity.DAY, Instant.parse("2001-03-05T01:00:00Z")))
                .hasMessageContaining("does not begin a DAY");
    }

    @Test
    void anEmptyRangeIsRefused() {
        assertThatThrownBy(() -> new TimeRange(Instant.EPOCH, Instant.EPOCH))
                .hasMessageContaining("Its end must be after its start");
    }

    @Test
    void microsecondsSurviveBothWays() {
        for (String text : new String[] {
            "0001-01-01T00:00:00.000001Z", "1969-12-31T23:59:59.999999Z", "9999-12-31T23:59:59.999999Z"
        }) {
            Instant instant = Instant.parse(text);
            assertThat(EpochMicros.toInstant(EpochMicros.of(instant))).isEqualTo(instant);
        }
    }

    @Test
    void aCronLineThatFiresOnceADayHasDays() {
        assertThat(Schedule.parse("30 2 * * *").granularity()).isEqualTo(Granularity.DAY);
        assertThat(Schedule.parse("0 * * * *").granularity()).isEqualTo(Granularity.HOUR);
        assertThat(Schedule.parse("0 */6 * * *").granularity()).isEqualTo(Granularity.HOUR);
        assertThatThrownBy(() -> Schedule.parse("every day"))
                .hasMessageContaining("Write hourly, daily or a cron line");
    }
}
