package dev.sluice.training;

import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.ViewUse;
import dev.sluice.pointintime.ViewRows;
import dev.sluice.spark.SparkTypes;
import dev.sluice.testing.Flights;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** A view of Feast's test data, its rows, and what Feast's oracle says of them: the newest in [T - ttl, T], or null. */
record FeastViews(FeatureView view, List<Row> rows) {
    static final Instant NOW = Instant.parse("2001-03-08T15:00:00Z");

    static final Entity DRIVER = entity("driver", "driver_id");
    static final Entity CUSTOMER = entity("customer", "customer_id");
    static final Entity LOCATION = entity("location", "location_id");
    static final Entity ORDER = entity("trip", "customer_id", "driver_id");

    private static Entity entity(String name, String... keys) {
        return new Entity(
                name,
                Arrays.stream(keys).map(key -> new Column(key, Scalar.LONG)).toList(),
                Metadata.NONE);
    }

    static FeatureView view(String name, Entity entity, @Nullable String ttl, Feature... features) {
        return Flights.daily(name, entity, "SELECT 1 FROM flights")
                .withLifetime(new Lifetime(ttl == null ? null : TimeSpan.parse(ttl), TimeSpan.ZERO, null))
                .build(List.of(features));
    }

    /** A row of each key and each step of the last three days; it was written now, later than any label. */
    static FeastViews generated(FeatureView view, Duration step, long... keys) {
        Random random = new Random(view.name().hashCode());
        List<Row> rows = new ArrayList<>();
        for (Instant at = NOW.minus(Duration.ofDays(3)); !at.isAfter(NOW); at = at.plus(step)) {
            for (long key : keys) {
                List<Object> values = new ArrayList<>();
                view.entity().key().forEach(column -> values.add(key + 4_000L * values.size()));
                view.features().forEach(feature -> values.add(value(feature, random)));
                values.add(at);
                values.add(NOW);
                rows.add(RowFactory.create(values.toArray()));
            }
        }
        rows.add(rows.get(rows.size() / 2)); // Feast's data hold one row twice
        return new FeastViews(view, List.copyOf(rows));
    }

    private static Object value(Feature feature, Random random) {
        return feature.type() == Scalar.LONG ? (Object) (long) random.nextInt(1_000) : random.nextDouble();
    }

    ViewRows used(@Nullable String as, Map<String, String> on, String... features) {
        List<Column> columns = new ArrayList<>(view.entity().key());
        view.features().forEach(feature -> columns.add(feature.column()));
        StructType schema =
                SparkTypes.schema(columns).add("event_time", "timestamp").add("created_time", "timestamp");
        return new ViewRows(
                view,
                SmallLake.SPARK.createDataFrame(rows, schema),
                new ViewUse(view.name(), null, as, List.of(features), on));
    }

    @Nullable
    Object oracle(Instant at, String feature, Long... key) {
        int keys = key.length;
        TimeSpan ttl = view.lifetime().ttl();
        int time = keys + view.features().size();
        Row newest = null;
        for (Row row : rows) {
            boolean ours = true;
            for (int i = 0; i < keys; i++) {
                ours &= row.get(i).equals(key[i]);
            }
            Instant event = (Instant) row.get(time);
            boolean visible = !event.isAfter(at) && (ttl == null || !event.isBefore(at.minus(ttl.duration())));
            if (ours && visible && (newest == null || event.isAfter((Instant) newest.get(time)))) {
                newest = row;
            }
        }
        return newest == null ? null : newest.get(keys + view.featureNames().indexOf(feature));
    }
}
