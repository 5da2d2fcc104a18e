package dev.sluice.transform;

import dev.sluice.input.EventSpan;
import dev.sluice.time.EpochMicros;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.IntStatistics;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.schema.LogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.DateLogicalTypeAnnotation;
import org.apache.parquet.schema.LogicalTypeAnnotation.TimestampLogicalTypeAnnotation;
import org.jspecify.annotations.Nullable;

/** What the footer of a Parquet file says of its events' times. INT96 timestamps and texts have no usable statistics. */
final class ParquetFooter {
    private static final long MICROS_PER_DAY = 86_400_000_000L;

    private ParquetFooter() {}

    /** The times of a file's events; empty when its footer does not tell. */
    static Optional<FileTimes> times(String path, Configuration configuration, String eventTime) throws IOException {
        HadoopInputFile input = HadoopInputFile.fromPath(new Path(path), configuration);
        try (ParquetFileReader reader = ParquetFileReader.open(input)) {
            return times(reader.getFooter(), eventTime);
        }
    }

    private static Optional<FileTimes> times(ParquetMetadata footer, String eventTime) {
        long rows = 0;
        EventSpan whole = null;
        for (BlockMetaData block : footer.getBlocks()) {
            rows += block.getRowCount();
            Optional<ColumnChunkMetaData> chunk = chunk(block, eventTime);
            if (chunk.isEmpty() || !tells(chunk.get())) {
                return Optional.empty();
            }
            if (chunk.get().getStatistics().hasNonNullValue()) {
                whole = union(whole, span(chunk.get()));
            }
        }
        return Optional.of(new FileTimes(rows, whole));
    }

    private static Optional<ColumnChunkMetaData> chunk(BlockMetaData block, String eventTime) {
        List<ColumnChunkMetaData> chunks = block.getColumns();
        return chunks.stream()
                .filter(chunk -> chunk.getPath().size() == 1
                        && chunk.getPath().toArray()[0].equalsIgnoreCase(eventTime))
                .findFirst();
    }

    private static boolean tells(ColumnChunkMetaData chunk) {
        Statistics<?> statistics = chunk.getStatistics();
        LogicalTypeAnnotation type = chunk.getPrimitiveType().getLogicalTypeAnnotation();
        boolean isTime = type instanceof TimestampLogicalTypeAnnotation || type instanceof DateLogicalTypeAnnotation;
        boolean allNull = statistics != null && statistics.getNumNulls() == chunk.getValueCount();
        return isTime && statistics != null && (statistics.hasNonNullValue() || allNull);
    }

    private static EventSpan span(ColumnChunkMetaData chunk) {
        LogicalTypeAnnotation type = chunk.getPrimitiveType().getLogicalTypeAnnotation();
        if (chunk.getStatistics() instanceof IntStatistics days) {
            return new EventSpan(instant(days.getMin() * MICROS_PER_DAY), instant(days.getMax() * MICROS_PER_DAY));
        }
        LongStatistics times = (LongStatistics) chunk.getStatistics();
        return switch (((TimestampLogicalTypeAnnotation) type).getUnit()) {
            case MILLIS -> new EventSpan(instant(times.getMin() * 1_000), instant(times.getMax() * 1_000));
            case MICROS -> new EventSpan(instant(times.getMin()), instant(times.getMax()));
            case NANOS ->
                new EventSpan(
                        instant(Math.floorDiv(times.getMin(), 1_000)), instant(Math.floorDiv(times.getMax(), 1_000)));
        };
    }

    private static Instant instant(long micros) {
        return EpochMicros.toInstant(micros);
    }

    private static EventSpan union(@Nullable EventSpan one, EventSpan other) {
        if (one == null) {
            return other;
        }
        return new EventSpan(
                one.first().isBefore(other.first()) ? one.first() : other.first(),
                one.last().isAfter(other.last()) ? one.last() : other.last());
    }
}
