package dev.sluice.pointintime;

import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.spark.SparkTypes;
import dev.sluice.testing.Flights;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Six views that differ in ttl, availability delay, type and default, over the histories of many cases at once. */
final class HistoryViews {
    static final Entity ENTITY = new Entity(
            "history",
            List.of(new Column("history", ValueType.Scalar.INT), new Column("name", ValueType.Scalar.STRING)),
            Metadata.NONE);
    static final List<FeatureView> VIEWS = List.of(
            view(0, "long", null, "0s", null),
            view(1, "double", "1h", "0s", "-0.0"),
            view(2, "string", "0s", "0s", null),
            view(3, "array<double>", "1500us", "500us", null),
            view(4, "bytes", "1d", "1h", "none"),
            view(5, "decimal(10,2)", null, "1s", "7.25"));

    private HistoryViews() {}

    static long ttlMicros(int view) {
        TimeSpan ttl = VIEWS.get(view).lifetime().ttl();
        return ttl == null ? 0 : ttl.micros();
    }

    static long delayMicros(int view) {
        return VIEWS.get(view).lifetime().availabilityDelay().micros();
    }

    /** Labels of all histories: history, label, name, moment; in order. */
    static Dataset<Row> spine(List<History> histories) {
        List<Row> rows = new ArrayList<>();
        for (int history = 0; history < histories.size(); history++) {
            List<History.Label> labels = histories.get(history).labels();
            for (int label = 0; label < labels.size(); label++) {
                rows.add(RowFactory.create(
                        history,
                        label,
                        labels.get(label).key(),
                        instant(labels.get(label).moment())));
            }
        }
        return Frames.of("history INT, label INT, name STRING, moment TIMESTAMP", rows);
    }

    /** The rows of one view in all histories. */
    static ViewRows rows(int number, List<History> histories) {
        FeatureView view = VIEWS.get(number);
        StructType schema = SparkTypes.schema(
                Stream.concat(ENTITY.key().stream(), view.features().stream().map(Feature::column))
                        .toList());
        List<Row> rows = IntStream.range(0, histories.size())
                .boxed()
                .flatMap(history ->
                        histories.get(history).rows().get(number).stream().map(version -> row(history, version)))
                .toList();
        return ViewRows.of(
                view,
                Frames.of(
                        schema.add("event_time", "timestamp")
                                .add("created_time", "timestamp")
                                .toDDL(),
                        rows));
    }

    private static Row row(int history, History.Version version) {
        return RowFactory.create(
                history,
                version.key(),
                version.value(),
                version.count(),
                instant(version.eventTime()),
                instant(version.createdTime()));
    }

    private static @Nullable Instant instant(@Nullable Long micros) {
        return micros == null ? null : EpochMicros.toInstant(micros);
    }

    private static FeatureView view(
            int number, String type, @Nullable String ttl, String delay, @Nullable String defaultValue) {
        Lifetime lifetime = new Lifetime(ttl == null ? null : TimeSpan.parse(ttl), TimeSpan.parse(delay), null);
        return Flights.daily("view" + number, ENTITY, "SELECT 1")
                .withLifetime(lifetime)
                .build(List.of(
                        new Feature("value_" + number, ValueType.parse(type), "", defaultValue),
                        Feature.of("count_" + number, ValueType.Scalar.LONG)));
    }
}
