package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.unix_micros;

import dev.sluice.time.EpochMicros;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Function;
import org.apache.spark.sql.Column;

/** Conditions that hold for the rows of some partitions of one view. */
record PartitionRows(Granularity granularity, Collection<Partition> partitions) {
    /** Holds for their rows of the feature table; it names the partition columns, so that no other file is read. */
    Column inTable() {
        Column days = col(ViewColumns.EVENT_DATE).isin(distinct(Partition::eventDate));
        return granularity == Granularity.DAY
                ? days
                : days.and(col(ViewColumns.EVENT_HOUR).isin(distinct(Partition::eventHour)))
                        .and(holdTime(col(ViewColumns.EVENT_TIME)));
    }

    /** Holds for an event time inside (start, end] of one of them: exactly for those of their rows. */
    Column holdTime(Column eventTime) {
        Column micros = unix_micros(eventTime).minus(lit(1L));
        Column start = micros.minus(pmod(micros, lit(length())));
        return start.isin(distinct(partition -> EpochMicros.of(partition.start())));
    }

    private long length() {
        return EpochMicros.of(new Partition(granularity, Instant.EPOCH).end());
    }

    private Object[] distinct(Function<Partition, Object> value) {
        return partitions.stream().map(value).distinct().toArray();
    }
}
