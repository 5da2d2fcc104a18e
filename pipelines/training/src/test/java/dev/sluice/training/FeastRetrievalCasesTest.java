package dev.sluice.training;

import static dev.sluice.training.FeastViews.CUSTOMER;
import static dev.sluice.training.FeastViews.DRIVER;
import static dev.sluice.training.FeastViews.LOCATION;
import static dev.sluice.training.FeastViews.NOW;
import static dev.sluice.training.FeastViews.ORDER;
import static dev.sluice.training.FeastViews.generated;
import static dev.sluice.training.FeastViews.view;
import static org.apache.spark.sql.RowFactory.create;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.layout.LakeLayout;
import dev.sluice.pointintime.PointInTimeJoin;
import dev.sluice.pointintime.ViewRows;
import dev.sluice.time.Partition;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The cases of Feast's suite for historical retrieval (tests/integration/offline_store), as far as they apply.
 *
 * <p>Those that do not: H5 and H13 are of on-demand views, which are not there yet; H12 asks for features without labels: a
 * training set has labels; H16 pushes to the offline store, which is for streaming to do; H17 is the gate's (quality/gate);
 * H18 logs what was served. Of H1 and H8 the views without an entity are left out: a view here has one. A mapping of a
 * source's columns (H10) is written in the view's SQL; what is mapped here is the label's column.
 */
class FeastRetrievalCasesTest {
    private static final long[] CUSTOMERS = LongStream.range(1_001, 1_020).toArray();
    private static final long[] DRIVERS = LongStream.range(5_001, 5_020).toArray();
    private static final long[] LOCATIONS = LongStream.range(1, 50).toArray();
    private static final FeastViews DRIVER_STATS = generated(
            view(
                    "driver_stats",
                    DRIVER,
                    "2h",
                    Feature.of("conv_rate", Scalar.DOUBLE),
                    Feature.of("acc_rate", Scalar.DOUBLE),
                    Feature.of("avg_daily_trips", Scalar.LONG)),
            Duration.ofHours(1),
            DRIVERS);
    private static final FeastViews PROFILES = generated(
            view(
                    "customer_profile",
                    CUSTOMER,
                    "2d",
                    Feature.of("current_balance", Scalar.DOUBLE),
                    Feature.of("lifetime_trip_count", Scalar.LONG)),
            Duration.ofDays(1),
            CUSTOMERS);
    private static final FeastViews WEATHER = generated(
            view("location_stats", LOCATION, "2d", Feature.of("temperature", Scalar.LONG)),
            Duration.ofHours(1),
            LOCATIONS);
    private static final FeastViews TRIPS = generated(
            view("order_stats", ORDER, "2d", Feature.of("is_success", Scalar.LONG)), Duration.ofHours(7), CUSTOMERS);
    private static final String[] WRITTEN = {"%s", "%sZ", "%s+01:00", "%s US/Pacific"};
    private static final long[] BEHIND_UTC = {0, 0, -1, 8};

    @TempDir
    private Path folder;

    /** Twenty orders spread over the window; their times are written in four ways, as Feast's are. */
    private static Dataset<Row> orders() {
        List<Row> orders = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            Instant at = NOW.minus(Duration.ofMinutes(211L * i));
            Instant local = at.minus(Duration.ofHours(BEHIND_UTC[i % 4]));
            String written = WRITTEN[i % 4].formatted(local.toString().replace("Z", ""));
            orders.add(create(
                    100L + i,
                    5_000L + i,
                    1_000L + i,
                    1L + i,
                    50L - i,
                    written,
                    at.toEpochMilli(),
                    i % 3 == 0 ? null : i));
        }
        StructType schema =
                StructType.fromDDL("order_id BIGINT, driver_id BIGINT, customer_id BIGINT, origin_id BIGINT,"
                        + " destination_id BIGINT, written STRING, millis BIGINT, val_to_add INT");
        return SmallLake.SPARK.createDataFrame(orders, schema).selectExpr("*", "CAST(written AS TIMESTAMP) AS t");
    }

    private static PointInTimeJoin everything() {
        return PointInTimeJoin.onto(orders(), "t")
                .with(DRIVER_STATS.used(null, Map.of()))
                .with(PROFILES.used(null, Map.of()))
                .with(WEATHER.used("origin", Map.of("location_id", "origin_id")))
                .with(WEATHER.used("destination", Map.of("location_id", "destination_id")))
                .with(TRIPS.used(null, Map.of()));
    }

    private static List<Object> expected(Row order) {
        Instant at = Instant.ofEpochMilli(order.<Long>getAs("millis"));
        Long driver = order.getAs("driver_id");
        Long customer = order.getAs("customer_id");
        return Arrays.asList(
                DRIVER_STATS.oracle(at, "conv_rate", driver),
                DRIVER_STATS.oracle(at, "acc_rate", driver),
                DRIVER_STATS.oracle(at, "avg_daily_trips", driver),
                PROFILES.oracle(at, "current_balance", customer),
                PROFILES.oracle(at, "lifetime_trip_count", customer),
                WEATHER.oracle(at, "temperature", order.<Long>getAs("origin_id")),
                WEATHER.oracle(at, "temperature", order.<Long>getAs("destination_id")),
                TRIPS.oracle(at, "is_success", customer, driver));
    }

    private static List<Object> values(Row row, int from) {
        List<Object> values = new ArrayList<>();
        for (int i = from; i < row.size(); i++) {
            values.add(row.get(i));
        }
        return values;
    }

    @Test
    void h1EveryFeatureIsTheOraclesAndEveryColumnOfTheLabelsIsKept() {
        Dataset<Row> joined = everything().join();
        Dataset<Row> orders = orders();
        List<Row> rows = joined.collectAsList();

        assertThat(rows).hasSize(20);
        for (Row row : rows) {
            assertThat(row.<Instant>getAs("t")).isEqualTo(Instant.ofEpochMilli(row.<Long>getAs("millis")));
            assertThat(values(row, orders.columns().length)).isEqualTo(expected(row));
        }
        assertThat(rows.stream().filter(row -> !row.isNullAt(row.fieldIndex("conv_rate"))))
                .hasSizeBetween(15, 19);
        assertThat(rows.stream().filter(row -> !row.isNullAt(row.fieldIndex("is_success"))))
                .isNotEmpty();
        assertThat(joined.select("order_id", orders.columns()).collectAsList())
                .isEqualTo(orders.select("order_id", orders.columns()).collectAsList());
    }

    @Test
    void h1WithFullNamesTheValuesAreTheSame() {
        Dataset<Row> joined = everything().withFullNames().join();

        assertThat(joined.columns())
                .contains("driver_stats__conv_rate", "origin__temperature", "destination__temperature");
        assertThat(joined.collectAsList())
                .allSatisfy(row ->
                        assertThat(values(row, orders().columns().length)).isEqualTo(expected(row)));
    }

    @Test
    void h2AServiceGivesExactlyItsFeatures() {
        Dataset<Row> rows = lake().builder().withSpine(label(), "t").rows();

        assertThat(rows.columns())
                .containsExactly(
                        "origin",
                        "destination",
                        "t",
                        "late",
                        "origin__departures_1d",
                        "origin__avg_delay_7d",
                        "destination__departures_1d");
    }

    @Test
    void h3OneViewOfTwoEndsIsRightWithNamesAndRefusedWithout() {
        assertThatThrownBy(() -> PointInTimeJoin.onto(orders(), "t")
                        .with(WEATHER.used(null, Map.of("location_id", "origin_id")))
                        .with(WEATHER.used(null, Map.of("location_id", "destination_id")))
                        .join())
                .hasMessage("Cannot join location_stats@1: its column 'temperature' is called like one of"
                        + " location_stats@1. Name the use with 'as', or ask for full names.");
    }

    @Test
    void h4AFeatureOfAnotherViewOnTheSameSourceIsUnknown() {
        assertThatThrownBy(() -> DRIVER_STATS.used(null, Map.of(), "conv_rte"))
                .hasMessage("Unknown feature: 'conv_rte' of feature view driver_stats@1. Did you mean 'conv_rate'?");
        assertThatThrownBy(() -> DRIVER_STATS.used(null, Map.of(), "temperature"))
                .hasMessageStartingWith("Unknown feature: 'temperature' of feature view driver_stats@1.");
    }

    @Test
    void h6LabelsOfAQueryGiveWhatThoseOfAFrameGive() {
        SmallLake lake = lake();
        SmallLake.SPARK
                .sql("SELECT 'ORD' AS origin, 'ATL' AS destination, TIMESTAMP '2001-03-06 10:00:00' AS date")
                .write()
                .parquet(folder.resolve("data/flights.parquet").toString());

        assertThat(lake.builder()
                        .withSpineQuery("SELECT origin, destination, date AS t, TRUE AS late FROM flights", "t")
                        .rows()
                        .collectAsList())
                .isEqualTo(lake.builder().withSpine(label(), "t").rows().collectAsList());
    }

    @Test
    void h7WhatIsWrittenIsWhatIsRetrievedAndIsNotWrittenOver() {
        TrainingSetBuilder builder = lake().builder().withSpine(label(), "t");
        TrainingSet set = builder.build(folder.resolve("ts"));

        assertThat(SmallLake.SPARK
                        .read()
                        .parquet(set.folder().resolve("data").toString())
                        .collectAsList())
                .isEqualTo(builder.rows().collectAsList());
        assertThatThrownBy(() -> builder.build(folder.resolve("ts"))).hasMessageContaining("it holds one already");
    }

    @Test
    void h8WithoutTtlALabelSeesHoweverFarBack() {
        FeastViews forever = new FeastViews(
                view("profile", CUSTOMER, null, Feature.of("balance", Scalar.LONG)),
                List.of(create(1_001L, 7L, NOW.minus(Duration.ofDays(30_000)), NOW)));

        assertThat(features(customers(NOW, 1_001L), forever.used(null, Map.of())))
                .containsExactly("[7]");
    }

    @Test
    void h9TheNewerEventWinsAndOfEqualEventsTheNewerRow() {
        Instant day = Instant.parse("2001-03-05T00:00:00Z");
        Instant next = day.plus(Duration.ofDays(1));
        FeastViews rows = new FeastViews(
                view("profile", CUSTOMER, "10d", Feature.of("balance", Scalar.LONG)),
                List.of(
                        create(1_001L, 10L, day, day),
                        create(1_001L, 20L, day, next),
                        create(1_002L, 30L, day, next),
                        create(1_002L, 40L, next, day)));

        assertThat(features(customers(next.plus(Duration.ofDays(1)), 1_001L, 1_002L), rows.used(null, Map.of())))
                .containsExactly("[20]", "[40]");
    }

    @Test
    void h10AKeyMayHaveAnotherNameAmongTheLabels() {
        Dataset<Row> labels = orders().withColumnRenamed("driver_id", "id");

        assertThat(PointInTimeJoin.onto(labels, "t")
                        .with(DRIVER_STATS.used(null, Map.of("driver_id", "id"), "conv_rate"))
                        .join()
                        .select("conv_rate")
                        .collectAsList())
                .isEqualTo(PointInTimeJoin.onto(orders(), "t")
                        .with(DRIVER_STATS.used(null, Map.of(), "conv_rate"))
                        .join()
                        .select("conv_rate")
                        .collectAsList());
    }

    @Test
    void h11WhatWasWrittenLaterIsHiddenWhenAskedFor() {
        Instant day = Instant.parse("2001-03-05T00:00:00Z");
        Instant later = day.plus(Duration.ofDays(2));
        FeastViews rows = new FeastViews(
                view("profile", CUSTOMER, "10d", Feature.of("balance", Scalar.LONG)),
                List.of(
                        create(1_001L, 10L, day, day),
                        create(1_002L, 30L, day, day),
                        create(1_001L, 20L, day, later),
                        create(1_002L, 40L, day, later)));
        PointInTimeJoin join = PointInTimeJoin.onto(customers(day.plus(Duration.ofDays(1)), 1_001L, 1_002L), "t")
                .with(rows.used(null, Map.of()));

        assertThat(shown(join.join().select("balance"))).containsExactly("[20]", "[40]");
        assertThat(shown(join.asKnown().join().select("balance"))).containsExactly("[10]", "[30]");
    }

    @Test
    void h14EveryTypeStaysWhatItIsWithNullsAndEmptyArrays() {
        FeatureView view = view(
                "types",
                CUSTOMER,
                null,
                Feature.of("i", Scalar.INT),
                Feature.of("l", Scalar.LONG),
                Feature.of("f", Scalar.FLOAT),
                Feature.of("s", Scalar.STRING),
                Feature.of("b", Scalar.BOOLEAN),
                Feature.of("t2", Scalar.TIMESTAMP),
                Feature.of("ls", ValueType.parse("array<long>")),
                Feature.of("ss", ValueType.parse("array<string>")));
        FeastViews rows = new FeastViews(
                view,
                List.of(
                        create(1L, 1, 2L, 0.5f, "x", true, NOW, List.of(1L, 2L), List.of(), NOW, NOW),
                        create(2L, null, null, null, null, null, null, null, null, NOW, NOW)));
        Dataset<Row> joined = PointInTimeJoin.onto(customers(NOW, 1L, 2L, 3L), "t")
                .with(rows.used(null, Map.of()))
                .join()
                .drop("customer_id", "t");

        assertThat(joined.schema().simpleString())
                .isEqualTo("struct<i:int,l:bigint,f:float,s:string,b:boolean,t2:timestamp,ls:array<bigint>,"
                        + "ss:array<string>>");
        assertThat(joined.selectExpr("i", "l", "f", "s", "b", "t2", "to_json(ls)", "to_json(ss)")
                        .collectAsList())
                .extracting(Row::toString)
                .containsExactly(
                        "[1,2,0.5,x,true,2001-03-08T15:00:00Z,[1,2],[]]",
                        "[null,null,null,null,null,null,null,null]",
                        "[null,null,null,null,null,null,null,null]");
    }

    @Test
    void h15ColumnsComeInAnyOrderWrongOnesAreNamedAndTwoWritesAreBothSeen() {
        SmallLake lake = lake();
        lake.promote("2001-03-06", 2, "ORD", 3);
        assertThat(shown(lake.builder()
                        .withSpine(
                                SmallLake.labels(
                                        SmallLake.label("ORD", "ATL", "2001-03-06T10:00:00Z", true),
                                        SmallLake.label("ORD", "ATL", "2001-03-07T10:00:00Z", true)),
                                "t")
                        .rows()
                        .select("origin__departures_1d")))
                .containsExactly("[1]", "[3]");

        FeatureTable table = FeatureTable.of(SmallLake.SPARK, LakeLayout.of(folder, "lake"), SmallLake.VIEW);
        Partition day = Partition.parse(SmallLake.VIEW.granularity(), "2001-03-07");
        String row = "TIMESTAMP '2001-03-08' AS event_time, 1.5D AS avg_delay_7d, 'ORD' AS airport";
        table.stage(SmallLake.SPARK.sql("SELECT " + row + ", 5L AS departures_1d"), day, "any-order");
        assertThatThrownBy(() -> table.stage(SmallLake.SPARK.sql("SELECT " + row + ", 5L AS departures"), day, "wrong"))
                .hasMessageContaining("departures_1d")
                .hasMessageContaining("departures");
    }

    private SmallLake lake() {
        SmallLake lake = new SmallLake(folder);
        lake.promote("2001-03-05", 1, "ORD", 1, "ATL", 2);
        return lake;
    }

    private static Dataset<Row> label() {
        return SmallLake.labels(SmallLake.label("ORD", "ATL", "2001-03-06T10:00:00Z", true));
    }

    private static Dataset<Row> customers(Instant at, Long... customers) {
        return SmallLake.SPARK.createDataFrame(
                Arrays.stream(customers).map(customer -> create(customer, at)).toList(),
                StructType.fromDDL("customer_id BIGINT, t TIMESTAMP"));
    }

    private static List<String> features(Dataset<Row> labels, ViewRows view) {
        return shown(PointInTimeJoin.onto(labels, "t").with(view).join().drop("customer_id", "t"));
    }

    private static List<String> shown(Dataset<Row> rows) {
        return rows.collectAsList().stream().map(Row::toString).toList();
    }
}
