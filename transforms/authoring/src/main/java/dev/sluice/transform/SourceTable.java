package dev.sluice.transform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.input.EventSpan;
import dev.sluice.input.SourceChange;
import dev.sluice.input.SourcePart;
import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.delta.DeltaLog;
import org.apache.spark.sql.delta.Snapshot;
import org.apache.spark.sql.delta.actions.Action;
import org.apache.spark.sql.delta.actions.AddFile;
import org.apache.spark.sql.delta.actions.RemoveFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import scala.Tuple2;
import scala.collection.Iterator;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** A Delta table as its log tells of it. */
final class SourceTable {
    private static final Logger LOG = LoggerFactory.getLogger(SourceTable.class);
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Statistics of timestamps are cut to milliseconds, the greatest too. */
    private static final long CUT_NANOS = 999_000;

    private final DeltaLog log;
    private final String location;
    private final String eventTime;

    SourceTable(SparkSession spark, String location, String eventTime) {
        this.log = DeltaLog.forTable(spark, location);
        this.location = location;
        this.eventTime = eventTime;
    }

    private Snapshot snapshot() {
        Snapshot snapshot = log.update(false, scala.Option.empty(), scala.Option.empty());
        if (snapshot.version() < 0) {
            throw new SluiceException(
                    TransformError.NO_SOURCE,
                    "Cannot read " + location
                            + ": it is no Delta table. Check the path and the format in sources.yaml.");
        }
        return snapshot;
    }

    long version() {
        return snapshot().version();
    }

    /** The changes of rows; a mere rewriting of files is none. Where the log does not reach back, everything may have changed. */
    List<SourceChange> changesAfter(long version) {
        long newest = version();
        if (newest <= version) {
            return newest == version ? List.of() : List.of(everything(Long.MAX_VALUE, "is another table than it was"));
        }
        List<SourceChange> changes = new ArrayList<>();
        RemovedFiles removals = new RemovedFiles(version);
        long expected = version + 1;
        Iterator<Tuple2<Object, Seq<Action>>> commits = log.getChanges(expected, false);
        while (commits.hasNext()) {
            Tuple2<Object, Seq<Action>> commit = commits.next();
            long found = (Long) commit._1();
            if (found != expected) {
                break;
            }
            expected++;
            JavaConverters.seqAsJavaList(commit._2())
                    .forEach(action -> change(found, action, removals).ifPresent(changes::add));
        }
        if (expected <= newest) {
            changes.add(everything(newest, "version " + expected + " is no longer in its log"));
        }
        return changes;
    }

    private static SourceChange everything(long state, String what) {
        return SourceChange.before(state, what, EventSpan.UNKNOWN);
    }

    private Optional<SourceChange> change(long version, Action action, RemovedFiles removals) {
        Optional<EventSpan> events = Optional.empty();
        if (action instanceof AddFile added) {
            removals.add(added.path(), () -> span(added));
            events = added.dataChange() ? span(added) : Optional.empty();
        } else if (action instanceof RemoveFile removed && removed.dataChange()) {
            events = removals.span(removed.path());
        }
        return events.map(span -> SourceChange.before(version, "version " + version, span));
    }

    /** What removed files held: some commits do not tell it of them, but the ones that added them do. */
    private final class RemovedFiles {
        private final long version;
        private final Map<String, Optional<EventSpan>> added = new HashMap<>();
        private @Nullable Map<String, Optional<EventSpan>> before;

        /** @param version whose files are known to have been there */
        RemovedFiles(long version) {
            this.version = version;
        }

        void add(String path, Supplier<Optional<EventSpan>> events) {
            added.put(path, events.get());
        }

        Optional<EventSpan> span(String path) {
            Optional<EventSpan> newer = added.get(path);
            return newer != null ? newer : before().getOrDefault(path, Optional.of(EventSpan.UNKNOWN));
        }

        private Map<String, Optional<EventSpan>> before() {
            Map<String, Optional<EventSpan>> found = before;
            if (found == null) {
                found = new HashMap<>();
                for (AddFile file : filesAt(version)) {
                    found.put(file.path(), SourceTable.this.span(file));
                }
                before = found;
            }
            return found;
        }
    }

    /** None when the version can no longer be told. */
    private List<AddFile> filesAt(long version) {
        try {
            return log.getSnapshotAt(version, scala.Option.empty(), scala.Option.empty())
                    .allFiles()
                    .collectAsList();
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            LOG.warn("Cannot see the files of version {} of {}: all its events may have changed", version, location, e);
            return List.of();
        }
    }

    private Optional<EventSpan> span(AddFile file) {
        return span(file.stats(), JavaConverters.mapAsJavaMap(file.partitionValues()));
    }

    List<SourcePart> parts() {
        List<SourcePart> parts = new ArrayList<>();
        for (AddFile file : snapshot().allFiles().collectAsList()) {
            span(file).ifPresent(span -> parts.add(new SourcePart(file.size(), rows(file.stats()), span)));
        }
        return parts;
    }

    private static long rows(@Nullable String statistics) {
        return json(statistics).path("numRecords").asLong(0);
    }

    /** The times of a file's events; empty when it holds none. */
    private Optional<EventSpan> span(@Nullable String statistics, Map<String, String> partition) {
        Optional<String> fixed = partition.entrySet().stream()
                .filter(value -> value.getKey().equalsIgnoreCase(eventTime))
                .map(Map.Entry::getValue)
                .filter(Objects::nonNull)
                .findFirst();
        if (fixed.isPresent()) {
            return Optional.of(span(instant(fixed.get()), instant(fixed.get())));
        }
        JsonNode told = json(statistics);
        boolean onlyNulls = told.has("numRecords")
                && column(told.path("nullCount")).asLong(-1)
                        == told.path("numRecords").asLong();
        return onlyNulls
                ? Optional.empty()
                : Optional.of(span(
                        instant(column(told.path("minValues")).asText("")),
                        instant(column(told.path("maxValues")).asText(""))));
    }

    private static EventSpan span(@Nullable Instant first, @Nullable Instant last) {
        return first == null || last == null ? EventSpan.UNKNOWN : new EventSpan(first, last.plusNanos(CUT_NANOS));
    }

    private JsonNode column(JsonNode values) {
        java.util.Iterator<Map.Entry<String, JsonNode>> fields = values.fields();
        while (fields.hasNext()) {
            Map.Entry<String, JsonNode> field = fields.next();
            if (field.getKey().toLowerCase(Locale.ROOT).equals(eventTime.toLowerCase(Locale.ROOT))) {
                return field.getValue();
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }

    private static JsonNode json(@Nullable String text) {
        try {
            return JSON.readTree(text == null || text.isEmpty() ? "{}" : text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A date, a time with an offset, or one without, which is UTC; null for anything else. */
    private static @Nullable Instant instant(String text) {
        String time = text.replace(' ', 'T');
        try {
            if (!time.contains("T")) {
                return LocalDate.parse(time).atStartOfDay(ZoneOffset.UTC).toInstant();
            }
            return time.matches(".*(Z|[+-]\\d\\d:\\d\\d)")
                    ? OffsetDateTime.parse(time).toInstant()
                    : LocalDateTime.parse(time).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
