package dev.sluice.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import dev.sluice.testing.Property;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RowCodecTest {
    private static final RowSchema DELAYS = RowSchema.of(Flights.airportDelays());

    @Test
    void everyRowSurvivesTheWayRoundBitForBit() {
        Property.holds(3_000, RandomRows::row, row -> {
            RowCodec codec = RowCodec.of(row.schema());
            return RandomRows.same(row.values(), codec.decode(codec.encode(row.values())));
        });
    }

    @Test
    void everyColumnReadsAloneAsItReadsWithTheOthers() {
        Property.holds(1_000, RandomRows::row, row -> {
            RowCodec codec = RowCodec.of(row.schema());
            byte[] bytes = codec.encode(row.values());
            return IntStream.range(0, row.values().size())
                    .allMatch(i -> RandomRows.same(row.values().get(i), codec.decode(bytes, i)));
        });
    }

    @Test
    void numbersReadAsPrimitivesAreTheValues() {
        Property.holds(2_000, RandomRows::row, row -> {
            EncodedRow open =
                    RowCodec.of(row.schema()).open(RowCodec.of(row.schema()).encode(row.values()));
            return IntStream.range(0, row.values().size())
                    .allMatch(i -> agrees(
                            open,
                            i,
                            row.schema().columns().get(i).type(),
                            row.values().get(i)));
        });
    }

    private static boolean agrees(EncodedRow row, int column, ValueType type, @Nullable Object value) {
        if (value instanceof Boolean truth) {
            return row.truth(column) == truth && row.number(column) == (truth ? 1 : 0);
        }
        if (value instanceof Number number) {
            boolean whole = type != Scalar.INT && type != Scalar.LONG || row.whole(column) == number.longValue();
            return whole && Double.compare(row.number(column), number.doubleValue()) == 0;
        }
        if (value instanceof List<?> list
                && list.stream().allMatch(e -> e == null || e instanceof Number)
                && type instanceof ValueType.Array array
                && isNumber(array.element())) {
            float[] floats = row.floats(column);
            return floats.length == list.size()
                    && IntStream.range(0, floats.length)
                            .allMatch(i -> Float.compare(floats[i], asFloat(list.get(i))) == 0);
        }
        return value != null || !(isNumber(type) || type == Scalar.BOOLEAN) || Double.isNaN(row.number(column));
    }

    private static boolean isNumber(ValueType type) {
        return type instanceof ValueType.Decimal
                || List.of(Scalar.INT, Scalar.LONG, Scalar.FLOAT, Scalar.DOUBLE).contains(type);
    }

    private static float asFloat(@Nullable Object element) {
        return element == null ? Float.NaN : (float) ((Number) element).doubleValue();
    }

    @Test
    void equalRowsHaveEqualBytes() {
        Property.holds(1_000, RandomRows::row, row -> {
            RowCodec codec = RowCodec.of(row.schema());
            byte[] bytes = codec.encode(row.values());
            return Arrays.equals(bytes, codec.encode(codec.decode(bytes)));
        });
    }

    @Test
    void anyChangedBitIsAnErrorAndNeverAValue() {
        Property.holds(60, RandomRows::row, row -> {
            RowCodec codec = RowCodec.of(row.schema());
            byte[] bytes = codec.encode(row.values());
            for (int bit = 0; bit < bytes.length * 8; bit++) {
                byte[] changed = bytes.clone();
                changed[bit / 8] ^= (byte) (1 << bit % 8);
                if (!isRefused(codec, changed)) {
                    return false;
                }
            }
            return true;
        });
    }

    @Test
    void anyCutOrLengthenedRowIsAnError() {
        Property.holds(200, RandomRows::row, row -> {
            RowCodec codec = RowCodec.of(row.schema());
            byte[] bytes = codec.encode(row.values());
            for (int length = 0; length < bytes.length + 3; length++) {
                if (length != bytes.length && !isRefused(codec, Arrays.copyOf(bytes, length))) {
                    return false;
                }
            }
            return true;
        });
    }

    private static boolean isRefused(RowCodec codec, byte[] bytes) {
        try {
            codec.decode(bytes);
            return false;
        } catch (SluiceException e) {
            return e.code() == OnlineStoreError.UNREADABLE_ROW
                    && String.valueOf(e.getMessage()).startsWith("Cannot read a row");
        }
    }

    @Test
    void aNaNKeepsItsPayloadAndZeroItsSign() {
        RowCodec codec = codec(Scalar.DOUBLE);
        double payload = Double.longBitsToDouble(0x7ff8_0000_dead_beefL);

        byte[] row = codec.encode(List.of(payload));

        assertThat(RandomRows.same(codec.decode(row, 0), payload)).isTrue();
        assertThat(codec.decode(codec.encode(List.of(-0.0)), 0)).hasToString("-0.0");
    }

    @Test
    void anEmptyArrayIsNotNullAndANullInsideAnArrayStays() {
        RowCodec codec = codec(new ValueType.Array(Scalar.STRING));

        assertThat(codec.decode(codec.encode(List.of(List.of())), 0)).isEqualTo(List.of());
        assertThat(codec.decode(codec.encode(Collections.singletonList(null)), 0))
                .isNull();
        assertThat(codec.decode(codec.encode(List.of(Arrays.asList("", null, "a"))), 0))
                .isEqualTo(Arrays.asList("", null, "a"));
    }

    @Test
    void datesReachFromYearOneToYearNineThousand() {
        RowCodec codec = codec(Scalar.DATE);

        for (LocalDate date : List.of(LocalDate.of(1, 1, 1), LocalDate.of(9999, 12, 31), LocalDate.of(1969, 12, 31))) {
            assertThat(codec.decode(codec.encode(List.of(date)), 0)).isEqualTo(date);
        }
    }

    @Test
    void aDecimalOfThirtyEightDigitsIsExact() {
        RowCodec codec = codec(new ValueType.Decimal(38, 10));
        BigDecimal largest = new BigDecimal("-9999999999999999999999999999.9999999999");

        assertThat(codec.decode(codec.encode(List.of(largest)), 0)).isEqualTo(largest);
        assertThat(codec.decode(codec.encode(List.of(new BigDecimal("1.5"))), 0))
                .isEqualTo(new BigDecimal("1.5000000000"));
    }

    @Test
    void anEmbeddingOf128FloatsTakes512BytesAndALittle() {
        RowCodec codec = codec(new ValueType.Array(Scalar.FLOAT));

        assertThat(codec.encode(List.of(Collections.nCopies(128, 0.5f)))).hasSize(512 + 19);
    }

    @Test
    void aValueOfAnotherTypeIsAnErrorThatNamesBoth() {
        RowCodec codec = RowCodec.of(DELAYS);

        assertThatThrownBy(() -> codec.encode(List.of("many", 1.5)))
                .hasMessage("Invalid value: departures_1d is 'many' (String), but its type is long.");
        assertThatThrownBy(() -> codec.encode(List.of(1L, 1.5f)))
                .hasMessage("Invalid value: avg_delay_7d is '1.5' (Float), but its type is double.");
        assertThatThrownBy(() -> codec(new ValueType.Decimal(4, 2)).encode(List.of(new BigDecimal("123.45"))))
                .hasMessage("Invalid value: f is '123.45' (BigDecimal), but its type is decimal(4,2).");
        assertThatThrownBy(() -> codec(Scalar.INT).encode(List.of(1L << 31)))
                .hasMessage("Invalid value: f is '2147483648' (Long), but its type is int.");
        assertThatThrownBy(
                        () -> codec(new ValueType.Array(Scalar.INT)).encode(List.of(new ArrayList<>(List.of(1, "2")))))
                .hasMessage("Invalid value: f is '[1, 2]' (ArrayList), but its type is array<int>.");
    }

    @Test
    void whatNoEncodingCanHoldIsRefused() {
        assertThatThrownBy(() -> codec(Scalar.STRING).encode(List.of("a\ud83d")))
                .hasMessageContaining("It has half of a surrogate pair, which no encoding can hold.");
        assertThatThrownBy(() -> codec(Scalar.STRING).encode(List.of("\ude00\ud83d")))
                .hasMessageContaining("half of a surrogate pair");
        assertThatThrownBy(() -> codec(Scalar.TIMESTAMP).encode(List.of(Instant.ofEpochSecond(0, 1))))
                .hasMessageEndingWith("but its type is timestamp. Instants have microseconds, within 290,000 years.");
        assertThatThrownBy(() -> codec(Scalar.TIMESTAMP).encode(List.of(Instant.MAX)))
                .isInstanceOf(SluiceException.class);
        assertThatThrownBy(() -> codec(Scalar.DATE).encode(List.of(LocalDate.MAX)))
                .isInstanceOf(SluiceException.class);
    }

    @Test
    void aRowHasAValueForEachColumn() {
        assertThatThrownBy(() -> RowCodec.of(DELAYS).encode(List.of(1L)))
                .hasMessage("Invalid row: 1 values for 2 columns [departures_1d: long, avg_delay_7d: double].");
    }

    @Test
    void aRowOfAnotherSchemaIsAnErrorThatNamesBothSchemas() {
        byte[] routes = RowCodec.of(Flights.routeDelays()).encode(List.of(1L, 2L));

        assertThatThrownBy(() -> RowCodec.of(DELAYS).decode(routes))
                .hasMessage("Cannot read a row of schema d108acc0: it is of schema 2f150fdd (26 bytes)."
                        + " Materialize its view again.");
    }

    @Test
    void theSchemaIdDependsOnNamesTypesAndOrder() {
        Column a = new Column("a", Scalar.INT);
        Column b = new Column("b", Scalar.INT);

        assertThat(List.of(
                        new RowSchema(List.of(a, b)).id(),
                        new RowSchema(List.of(b, a)).id(),
                        new RowSchema(List.of(a)).id(),
                        new RowSchema(List.of(a, new Column("b", Scalar.LONG))).id()))
                .doesNotHaveDuplicates();
        assertThat(new RowSchema(List.of(a, b))).isEqualTo(new RowSchema(List.of(a, b)));
    }

    private static RowCodec codec(ValueType type) {
        return RowCodec.of(new RowSchema(List.of(new Column("f", type))));
    }
}
