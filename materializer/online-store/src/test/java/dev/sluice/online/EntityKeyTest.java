package dev.sluice.online;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Entity;
import dev.sluice.feature.Metadata;
import dev.sluice.testing.Choices;
import dev.sluice.testing.Flights;
import dev.sluice.testing.Property;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntityKeyTest {
    @Test
    void theTextNamesTheEntityAndItsValuesInTheOrderOfTheKey() {
        assertThat(EntityKey.of(Flights.AIRPORT, List.of("ORD")).text()).isEqualTo("airport|ORD");
        assertThat(EntityKey.of(Flights.ROUTE, Map.of("destination", "ORD", "origin", "ATL"))
                        .text())
                .isEqualTo("route|ATL|ORD");
    }

    @Test
    void everyTypeIsReadable() {
        assertThat(text(Scalar.LONG, -7L)).isEqualTo("thing|-7");
        assertThat(text(Scalar.BOOLEAN, true)).isEqualTo("thing|true");
        assertThat(text(Scalar.BYTES, new byte[] {0, (byte) 0xff})).isEqualTo("thing|00ff");
        assertThat(text(Scalar.TIMESTAMP, Instant.parse("2001-03-05T13:45:00.000001Z")))
                .isEqualTo("thing|2001-03-05T13:45:00.000001Z");
        assertThat(text(Scalar.DATE, LocalDate.of(2001, 3, 5))).isEqualTo("thing|2001-03-05");
        assertThat(text(new ValueType.Decimal(18, 2), new BigDecimal("1.5"))).isEqualTo("thing|1.50");
    }

    @Test
    void theDeclaredTypeDecidesAndNotTheCallers() {
        assertThat(text(Scalar.LONG, 7)).isEqualTo(text(Scalar.LONG, 7L));
        assertThat(text(Scalar.INT, 7L)).isEqualTo(text(Scalar.INT, (short) 7));
        assertThat(text(new ValueType.Decimal(9, 1), 7))
                .isEqualTo(text(new ValueType.Decimal(9, 1), new BigDecimal("7.0")));
    }

    @Test
    void compositeKeysAreComparedAsValues() {
        Entity pair = entity(Scalar.LONG, Scalar.LONG);
        Entity texts = entity(Scalar.STRING, Scalar.STRING);

        assertThat(EntityKey.of(pair, List.of(1, 23))).isNotEqualTo(EntityKey.of(pair, List.of(12, 3)));
        assertThat(EntityKey.of(texts, List.of("a|b", ""))).isNotEqualTo(EntityKey.of(texts, List.of("a", "b|")));
        assertThat(EntityKey.of(texts, List.of("a|b", "%")).text()).isEqualTo("thing|a%7Cb|%25");
        assertThat(EntityKey.of(texts, List.of("", "\n\u0085é😀")).text()).isEqualTo("thing||%0A%85é😀");
    }

    record Pair(Entity entity, List<Object> left, List<Object> right) {}

    @Test
    void everyTextReadsBackAsItsValuesAndNoTwoKeysShareOne() {
        Property.holds(3_000, EntityKeyTest::pair, pair -> {
            EntityKey left = EntityKey.of(pair.entity(), pair.left());
            EntityKey right = EntityKey.of(pair.entity(), pair.right());
            EntityKey read = EntityKey.parse(pair.entity(), left.text());
            return RandomRows.same(read.values(), pair.left())
                    && read.equals(left)
                    && left.equals(right) == RandomRows.same(pair.left(), pair.right());
        });
    }

    private static Pair pair(Choices choices) {
        ValueType[] types = IntStream.range(0, 1 + choices.below(3))
                .mapToObj(i -> choices.among(
                        Scalar.STRING,
                        Scalar.LONG,
                        Scalar.INT,
                        Scalar.BOOLEAN,
                        Scalar.BYTES,
                        Scalar.TIMESTAMP,
                        Scalar.DATE,
                        new ValueType.Decimal(20, 4)))
                .toArray(ValueType[]::new);
        return new Pair(entity(types), values(types, choices), values(types, choices));
    }

    private static List<Object> values(ValueType[] types, Choices choices) {
        List<Object> values = new ArrayList<>();
        for (ValueType type : types) {
            values.add(RandomRows.value(type, choices));
        }
        return values;
    }

    @Test
    void aValueOfAnotherTypeIsAnErrorThatNamesBoth() {
        assertThatThrownBy(() -> text(Scalar.LONG, "7"))
                .hasMessage("Invalid key: k0 is '7' (String), but its type is long.");
        assertThatThrownBy(() -> EntityKey.of(Flights.AIRPORT, Map.of("airport", 7L)))
                .hasMessage("Invalid key: airport is '7' (Long), but its type is string.");
    }

    @Test
    void aMissingNullOrUnknownColumnIsAnError() {
        Map<String, Object> withNull = new HashMap<>(Map.of("origin", "ATL"));
        withNull.put("destination", null);

        assertThatThrownBy(() -> EntityKey.of(Flights.ROUTE, Map.of("origin", "ATL")))
                .hasMessage("Invalid key of entity route: it has no value for destination.");
        assertThatThrownBy(() -> EntityKey.of(Flights.ROUTE, withNull))
                .hasMessage("Invalid key of entity route: it has no value for destination.");
        assertThatThrownBy(() -> EntityKey.of(Flights.AIRPORT, Map.of("airport", "ATL", "airprot", "ORD")))
                .hasMessage("Unknown key: 'airprot' of entity airport. Did you mean 'airport'?");
        assertThatThrownBy(() -> EntityKey.of(Flights.ROUTE, List.of("ATL")))
                .hasMessage("Invalid key of entity route: 1 values for [origin, destination].");
    }

    @Test
    void aTextLongerThanAPartitionKeyIsAnErrorWithItsSize() {
        assertThat(EntityKey.of(Flights.AIRPORT, List.of("é".repeat(1020))).text())
                .hasSize(1028);
        assertThatThrownBy(() -> EntityKey.of(Flights.AIRPORT, List.of("é".repeat(1021))))
                .hasMessageStartingWith(
                        "Invalid key of entity airport: its text has 2050 bytes and a store takes at most"
                                + " 2048 (it begins airport|éééé")
                .hasMessageEndingWith("). Use a shorter key.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "route",
                "route|ATL",
                "route|ATL|ORD|",
                "airport|ATL|ORD",
                "route|ATL|%",
                "route|ATL|%4",
                "route|%41|B",
                "route|A|%7c"
            })
    void aTextThatNoKeyHasIsAnError(String text) {
        assertThatThrownBy(() -> EntityKey.parse(Flights.ROUTE, text))
                .hasMessage("Invalid key of entity route: '" + text + "' is not of the form route|origin|destination.");
    }

    @Test
    void aTextWithAnotherSpellingOfAValueIsAnError() {
        assertThatThrownBy(() -> EntityKey.parse(entity(Scalar.LONG), "thing|+7"))
                .hasMessage("Invalid key of entity thing: 'thing|+7' is not of the form thing|k0.");
    }

    private static String text(ValueType type, Object value) {
        return EntityKey.of(entity(type), List.of(value)).text();
    }

    private static Entity entity(ValueType... types) {
        return new Entity(
                "thing",
                IntStream.range(0, types.length)
                        .mapToObj(i -> new Column("k" + i, types[i]))
                        .toList(),
                Metadata.NONE);
    }
}
