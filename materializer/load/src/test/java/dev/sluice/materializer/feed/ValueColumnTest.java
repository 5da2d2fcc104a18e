package dev.sluice.materializer.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.fixture.DeltaFixture;
import dev.sluice.materializer.fixture.LatestRow;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.RowCodec;
import dev.sluice.online.ServedView;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValueColumnTest {
    private static final Map<String, List<Object>> VALUES = new TreeMap<>(Map.ofEntries(
            Map.entry("int", List.of(0, Integer.MIN_VALUE, Integer.MAX_VALUE)),
            Map.entry("long", List.of(0L, Long.MIN_VALUE, Long.MAX_VALUE)),
            Map.entry("float", List.of(-0.0f, Float.NEGATIVE_INFINITY, Float.NaN)),
            Map.entry("double", List.of(-0.0, Double.MIN_VALUE, Double.NaN)),
            Map.entry("boolean", List.of(true, false, true)),
            Map.entry("string", List.of("", "Zürich 🛫", "\u0000")),
            Map.entry("bytes", List.of(new byte[0], new byte[] {0, -1}, new byte[] {1})),
            Map.entry(
                    "timestamp",
                    List.of(
                            Instant.EPOCH,
                            Instant.parse("0001-01-01T00:00:00.000001Z"),
                            Instant.parse("9999-12-31T23:59:59.999999Z"))),
            Map.entry("date", List.of(LocalDate.EPOCH, LocalDate.parse("0001-01-01"), LocalDate.parse("9999-12-31"))),
            Map.entry(
                    "decimal(5,2)", List.of(new BigDecimal("0.00"), new BigDecimal("-999.99"), new BigDecimal("1.50"))),
            Map.entry("decimal(18,0)", List.of(BigDecimal.ZERO, new BigDecimal("-999999999999999999"), BigDecimal.ONE)),
            Map.entry(
                    "decimal(38,10)",
                    List.of(
                            new BigDecimal("0.0000000000"),
                            new BigDecimal("-9999999999999999999999999999.9999999999"),
                            new BigDecimal("1.0000000001"))),
            Map.entry("array<float>", List.of(List.of(), List.of(-0.0f, Float.NaN), List.of(1.5f))),
            Map.entry("array<string>", List.of(List.of(), Arrays.asList("a", null, ""), List.of("b"))),
            Map.entry(
                    "array<timestamp>",
                    List.of(List.of(), List.of(Instant.parse("1969-12-31T23:59:59.999999Z")), List.of())),
            Map.entry("array<decimal(5,2)>", List.of(List.of(), List.of(new BigDecimal("-0.01")), List.of()))));

    @TempDir
    private Path folder;

    @Test
    void everyTypeReachesTheItemAsItWasWritten() {
        FeatureView view = view();
        DeltaFixture table = DeltaFixture.create(folder, view)
                .insert(row("first", 0), row("second", 1))
                .merge(row("third", 2), nulls());

        assertThat(read(view, table))
                .containsExactly(bits(values(0)), bits(values(1)), bits(values(2)), bits(noValues()));
    }

    private static List<Object> read(FeatureView view, DeltaFixture table) {
        RowCodec codec = RowCodec.of(view);
        LatestTable opened = LatestTable.open(ServedView.of(view), TableLocation.of(table.path()));
        List<Object> read = new ArrayList<>();
        try (FeedReader reader = opened.read(opened.rows(), FeedPosition.START, Expiry.NEVER)) {
            for (FeedStep step = reader.next(); step != null; step = reader.next()) {
                OnlineItem item = ((OnlineChange.Put) step.changes().get(0)).item();
                read.add(bits(codec.decode(item.value())));
            }
        }
        return read;
    }

    /** Values that are equal only when their bits are. */
    private static Object bits(Object value) {
        if (value instanceof List<?> values) {
            return values.stream().map(ValueColumnTest::bits).toList();
        }
        if (value instanceof Float number) {
            return "float " + Float.floatToRawIntBits(number);
        }
        if (value instanceof Double number) {
            return "double " + Double.doubleToRawLongBits(number);
        }
        return value instanceof byte[] bytes ? Arrays.toString(bytes) : String.valueOf(value);
    }

    private static FeatureView view() {
        List<Feature> features = new ArrayList<>();
        for (String type : VALUES.keySet()) {
            features.add(Feature.of("f" + features.size(), ValueType.parse(type)));
        }
        return Flights.daily("all_types", Flights.AIRPORT, "SELECT 1").build(features);
    }

    private static LatestRow row(String key, int index) {
        List<Object> cells = new ArrayList<>(List.of(key));
        cells.addAll(values(index));
        return LatestRow.of(cells.toArray());
    }

    private static LatestRow nulls() {
        List<Object> cells = new ArrayList<>(List.of("fourth"));
        cells.addAll(noValues());
        return LatestRow.of(cells.toArray());
    }

    private static List<Object> values(int index) {
        return VALUES.values().stream().map(values -> values.get(index)).toList();
    }

    private static List<Object> noValues() {
        return Collections.nCopies(VALUES.size(), null);
    }
}
