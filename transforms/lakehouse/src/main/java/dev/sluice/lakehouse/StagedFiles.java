package dev.sluice.lakehouse;

import dev.sluice.time.EpochMicros;
import dev.sluice.time.Partition;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.column.statistics.LongStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ColumnChunkMetaData;
import org.apache.parquet.hadoop.util.HadoopInputFile;

/**
 * What the Parquet footers of a staged partition say: how much it is, and the span of its event times.
 *
 * @param unknownTimes rows whose event time is null or not covered by the footers' statistics
 * @param earliest in microseconds; meaningless without rows
 */
record StagedFiles(long rows, long bytes, long unknownTimes, long earliest, long latest) {
    private static final StagedFiles NONE = new StagedFiles(0, 0, 0, Long.MAX_VALUE, Long.MIN_VALUE);

    static StagedFiles read(Path folder, Configuration configuration) throws IOException {
        StagedFiles all = NONE;
        for (FileStatus file : dataFiles(folder, configuration)) {
            all = all.plus(read(file, configuration));
        }
        return all;
    }

    /** Whether every row's event time is after the partition's start and not after its end. */
    boolean lieIn(Partition partition) {
        return rows == 0
                || (unknownTimes == 0
                        && earliest > EpochMicros.of(partition.start())
                        && latest <= EpochMicros.of(partition.end()));
    }

    /** The event times found, for a person. */
    String span() {
        if (unknownTimes > 0) {
            return unknownTimes + " of " + rows + " are null";
        }
        Instant first = EpochMicros.toInstant(earliest);
        return "they are from " + first + " to " + EpochMicros.toInstant(latest);
    }

    private static List<FileStatus> dataFiles(Path folder, Configuration configuration) throws IOException {
        FileSystem files = folder.getFileSystem(configuration);
        return Arrays.stream(files.listStatus(folder))
                .filter(file -> file.isFile() && file.getPath().getName().startsWith("part-"))
                .toList();
    }

    private static StagedFiles read(FileStatus file, Configuration configuration) throws IOException {
        List<StagedFiles> blocks = new ArrayList<>();
        try (ParquetFileReader footer = ParquetFileReader.open(HadoopInputFile.fromStatus(file, configuration))) {
            footer.getRowGroups().forEach(block -> blocks.add(read(block)));
        }
        StagedFiles size = new StagedFiles(0, file.getLen(), 0, NONE.earliest, NONE.latest);
        return blocks.stream().reduce(size, StagedFiles::plus);
    }

    private static StagedFiles read(BlockMetaData block) {
        Statistics<?> times = block.getColumns().stream()
                .filter(column -> column.getPath().toDotString().equals(ViewColumns.EVENT_TIME))
                .map(ColumnChunkMetaData::getStatistics)
                .findFirst()
                .orElse(null);
        if (!(times instanceof LongStatistics span) || !span.hasNonNullValue()) {
            return new StagedFiles(block.getRowCount(), 0, block.getRowCount(), NONE.earliest, NONE.latest);
        }
        return new StagedFiles(block.getRowCount(), 0, span.getNumNulls(), span.getMin(), span.getMax());
    }

    private StagedFiles plus(StagedFiles other) {
        return new StagedFiles(
                rows + other.rows,
                bytes + other.bytes,
                unknownTimes + other.unknownTimes,
                Math.min(earliest, other.earliest),
                Math.max(latest, other.latest));
    }
}
