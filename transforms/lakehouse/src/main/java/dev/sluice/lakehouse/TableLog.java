package dev.sluice.lakehouse;

import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;

/**
 * The log of one Delta table. Commits never change, so each is read once. Threads may share it.
 *
 * <p>Old commits are cleaned up in the end: what is not found may have been.
 */
final class TableLog {
    private final SparkSession spark;
    private final String path;
    private final Map<Long, Commit> known = new ConcurrentHashMap<>();

    TableLog(SparkSession spark, String path) {
        this.spark = spark;
        this.path = path;
    }

    String path() {
        return path;
    }

    /** The newest version, looked up now; empty where there is no table. */
    OptionalLong version() {
        long version = snapshot().version();
        return version < 0 ? OptionalLong.empty() : OptionalLong.of(version);
    }

    /** Whether something of this name lies in the folder. */
    boolean has(String name) {
        Path path = new Path(this.path, name);
        return LakeFailure.during(
                "Cannot look for " + path,
                () -> path.getFileSystem(spark.sessionState().newHadoopConf()).exists(path));
    }

    /** The newest state, looked up now. */
    Snapshot snapshot() {
        DeltaLog log = DeltaLog.forTable(spark, path);
        return log.update(false, scala.Option.empty(), scala.Option.empty());
    }

    /** The highest transaction version that was committed for this application. */
    OptionalLong transaction(String application) {
        scala.Option<Object> version = snapshot().transactions().get(application);
        return version.isDefined() ? OptionalLong.of((Long) version.get()) : OptionalLong.empty();
    }

    /** The commits that are still there, newest first, read as they are asked for. */
    Stream<Commit> newestFirst() {
        return LongStream.iterate(version().orElse(-1), version -> version >= 0, version -> version - 1)
                .mapToObj(this::commit)
                .takeWhile(Optional::isPresent)
                .map(Optional::get);
    }

    /** A commit, unless it was cleaned up. */
    Optional<Commit> commit(long version) {
        Commit read = known.get(version);
        if (read != null) {
            return Optional.of(read);
        }
        Optional<Commit> fresh = read(version);
        fresh.ifPresent(commit -> known.put(version, commit));
        return fresh;
    }

    private Optional<Commit> read(long version) {
        Path file = new Path(new Path(path, "_delta_log"), "%020d.json".formatted(version));
        try {
            FileSystem files = file.getFileSystem(spark.sessionState().newHadoopConf());
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(files.open(file), StandardCharsets.UTF_8))) {
                return Optional.of(Commit.read(version, lines));
            }
        } catch (FileNotFoundException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
