package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.testing.Flights;
import dev.sluice.transform.ExactText;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EveryTypeTest {
    private static final List<String> TYPES = List.of(
            "int", "long", "float", "double", "boolean", "string", "bytes", "timestamp", "date", "decimal(38,10)");
    private static final List<Object> SMALLEST = List.of(
            Integer.MIN_VALUE,
            Long.MIN_VALUE,
            -0.0f,
            -0.0,
            false,
            "",
            new byte[0],
            Instant.parse("0001-01-01T00:00:00Z"),
            LocalDate.of(1, 1, 1),
            new BigDecimal("-0.0000000001"));
    private static final List<Object> GREATEST = List.of(
            Integer.MAX_VALUE,
            Long.MAX_VALUE,
            Float.NaN,
            Double.NaN,
            true,
            "Zürich \u0000 \uD83D\uDEEB 東京",
            new byte[] {0, -1, 127},
            Instant.parse("9999-12-31T23:59:59.999999Z"),
            LocalDate.of(9999, 12, 31),
            new BigDecimal("9999999999999999999999999999.9999999999"));
    private static final List<Object> BEFORE_1970 = List.of(
            0,
            0L,
            Float.POSITIVE_INFINITY,
            Double.NEGATIVE_INFINITY,
            true,
            "null",
            new byte[] {1},
            Instant.parse("1969-12-31T23:59:59.999999Z"),
            LocalDate.of(1969, 12, 31),
            new BigDecimal("0E-10"));
    private static final List<Object> PLAIN = List.of(
            1,
            1L,
            Float.MIN_VALUE,
            Double.MIN_VALUE,
            true,
            "a'b\"c\\d",
            new byte[] {2},
            Instant.parse("1582-10-10T12:00:00.000001Z"),
            LocalDate.of(1582, 10, 10),
            new BigDecimal("1.5000000000"));
    private static final List<List<Object>> SAMPLES =
            List.of(Arrays.asList(new Object[10]), SMALLEST, GREATEST, BEFORE_1970, PLAIN);

    @Test
    void everyValueOfEveryTypeSurvivesEachTableBitForBit(@TempDir Path folder) {
        Lake lake = Lake.of(folder, view());
        for (String day : List.of("2001-03-05", "2001-03-06")) {
            Instant end = lake.partition(day).end();
            Dataset<Row> rows = lake.frame(rows(end));
            List<String> expected = exact(Stream.of(rows(end)).toList());
            StagedPartition staged = lake.table.stage(rows, lake.partition(day), "r-" + day);
            assertThat(exact(lake.table.read(staged).collectAsList())).isEqualTo(expected);
            PromotedPartition promoted = lake.promote(staged, 1);
            assertThat(exact(lake.table
                            .rows()
                            .where("event_date = '" + day + "'")
                            .drop("created_time", "run_id", "event_date")
                            .collectAsList()))
                    .isEqualTo(expected);
            lake.table.refreshLatest(List.of(promoted));
            assertThat(exact(lake.table.latest().drop("created_time", "run_id").collectAsList()))
                    .isEqualTo(expected);
        }
    }

    /** Keys of every type that a key can be, features of every type and of arrays of each. */
    private static FeatureView view() {
        List<Column> keys = Stream.of(
                        "int", "long", "boolean", "string", "bytes", "timestamp", "date", "decimal(38,10)")
                .map(type -> new Column("key_" + word(type), ValueType.parse(type)))
                .toList();
        List<Feature> features = Stream.concat(TYPES.stream(), TYPES.stream().map(type -> "array<" + type + ">"))
                .map(type -> Feature.of("f_" + word(type), ValueType.parse(type)))
                .toList();
        return Flights.daily("every_type", new Entity("thing", keys, Metadata.NONE), "SELECT 1")
                .build(features);
    }

    private static String word(String type) {
        return type.replaceAll("[^a-z]+", "_");
    }

    private static Row[] rows(Instant eventTime) {
        return IntStream.range(0, SAMPLES.size())
                .mapToObj(i -> row(SAMPLES.get(i), i, eventTime))
                .toArray(Row[]::new);
    }

    private static Row row(List<Object> scalars, int number, Instant eventTime) {
        List<Object> keys = number == 0 ? PLAIN : scalars;
        List<Object> values = new ArrayList<>(List.of(
                number, keys.get(1), keys.get(4), keys.get(5), keys.get(6), keys.get(7), keys.get(8), keys.get(9)));
        values.addAll(scalars);
        for (int type = 0; type < TYPES.size(); type++) {
            values.add(array(type, number));
        }
        values.add(eventTime);
        return RowFactory.create(values.toArray());
    }

    /** Null, empty, one null, and all samples. */
    private static @Nullable Object array(int type, int number) {
        if (number == 0) {
            return null;
        }
        return number == 1
                ? List.of()
                : SAMPLES.stream()
                        .limit(number)
                        .map(sample -> sample.get(type))
                        .toList()
                        .toArray();
    }

    private static List<String> exact(List<Row> rows) {
        return rows.stream()
                .map(row -> IntStream.range(0, row.size())
                        .mapToObj(i -> ExactText.of(row.get(i)))
                        .toList()
                        .toString())
                .sorted()
                .toList();
    }
}
