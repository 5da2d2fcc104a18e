package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.col;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.transform.LocalSpark;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Encoders;
import org.junit.jupiter.api.Test;

class PartitionRowsTest {
    @Test
    void anEventTimeBelongsToThePartitionWhoseEndItMayBeButNotItsStart() {
        PartitionRows days = new PartitionRows(
                Granularity.DAY, partitions(Granularity.DAY, "0001-01-01", "1969-12-31", "9999-12-30"));
        assertThat(held(
                        days,
                        "0001-01-01T00:00:00Z",
                        "0001-01-01T00:00:00.000001Z",
                        "0001-01-02T00:00:00Z",
                        "0001-01-02T00:00:00.000001Z",
                        "1969-12-31T00:00:00Z",
                        "1969-12-31T23:59:59.999999Z",
                        "1970-01-01T00:00:00Z",
                        "9999-12-31T00:00:00Z",
                        "9999-12-31T00:00:00.000001Z"))
                .containsExactly(
                        "0001-01-01T00:00:00.000001Z",
                        "0001-01-02T00:00:00Z",
                        "1969-12-31T23:59:59.999999Z",
                        "1970-01-01T00:00:00Z",
                        "9999-12-31T00:00:00Z");
        PartitionRows hours = new PartitionRows(Granularity.HOUR, partitions(Granularity.HOUR, "2001-03-05T13"));
        assertThat(held(hours, "2001-03-05T13:00:00Z", "2001-03-05T13:00:00.000001Z", "2001-03-05T14:00:00Z"))
                .containsExactly("2001-03-05T13:00:00.000001Z", "2001-03-05T14:00:00Z");
    }

    @Test
    void noPartitionHoldsNoRow() {
        assertThat(held(new PartitionRows(Granularity.DAY, List.of()), "2001-03-05T13:00:00Z"))
                .isEmpty();
    }

    private static List<Partition> partitions(Granularity granularity, String... texts) {
        return Stream.of(texts).map(text -> Partition.parse(granularity, text)).toList();
    }

    private static List<String> held(PartitionRows partitions, String... eventTimes) {
        return LocalSpark.session()
                .createDataset(Stream.of(eventTimes).map(Instant::parse).toList(), Encoders.INSTANT())
                .where(partitions.holdTime(col("value")))
                .collectAsList()
                .stream()
                .sorted()
                .map(Instant::toString)
                .toList();
    }
}
