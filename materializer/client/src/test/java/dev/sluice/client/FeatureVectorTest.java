package dev.sluice.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.ViewUse;
import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.online.StoreDescription;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType;
import dev.sluice.type.ValueType.Scalar;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Typed access to the values of a vector. */
class FeatureVectorTest {
    private static final ValueType FLOATS = new ValueType.Array(Scalar.FLOAT);
    private static final FeatureView VIEW = Flights.daily("airport_delays", Flights.AIRPORT, "SELECT 1")
            .build(List.of(
                    Feature.of("departures", Scalar.INT),
                    Feature.of("delay", Scalar.DOUBLE),
                    Feature.of("open", Scalar.BOOLEAN),
                    Feature.of("price", new ValueType.Decimal(9, 2)),
                    Feature.of("carrier", Scalar.STRING),
                    Feature.of("seen", Scalar.TIMESTAMP),
                    Feature.of("embedding", FLOATS),
                    new Feature("terminals", Scalar.LONG, "", "2"),
                    new Feature("profile", FLOATS, "", "[0.5, null]")));

    private final InMemoryOnlineStore store = new InMemoryOnlineStore();

    private FeatureVector vector(List<String> features, @Nullable Object... values) {
        store.describe(new StoreDescription(
                "flights",
                List.of(Flights.AIRPORT),
                List.of(VIEW),
                List.of(new FeatureService(
                        "some",
                        1,
                        List.of(new ViewUse("airport_delays", null, null, features, Map.of())),
                        Metadata.NONE)),
                null));
        if (values.length > 0) {
            FlightRows.write(store, VIEW, List.of("ORD"), FlightRows.NOW, values);
        }
        try (FeatureClient client = FeatureClient.over(store, FlightRows.OPTIONS)) {
            return client.get("some", Map.of("airport", "ORD"));
        }
    }

    private FeatureVector whole(List<String> features) {
        return vector(
                features,
                -3,
                0.5,
                true,
                new BigDecimal("1.25"),
                "AA",
                Instant.EPOCH,
                Arrays.asList(1f, null, 3f),
                7L,
                List.of(0.25f));
    }

    @Test
    void valuesReadByNameAndByNumberInTheirTypes() {
        FeatureVector vector = whole(List.of());

        assertThat(vector.names()).startsWith("departures", "delay", "open");
        assertThat(vector.indexOf("delay")).isEqualTo(1);
        assertThat(vector.asLong("departures")).isEqualTo(-3);
        assertThat(vector.asLong(7)).isEqualTo(7);
        assertThat(vector.asDouble("departures")).isEqualTo(-3.0);
        assertThat(vector.asDouble(1)).isEqualTo(0.5);
        assertThat(vector.asDouble("price")).isEqualTo(1.25);
        assertThat(vector.asBoolean("open")).isTrue();
        assertThat(vector.value("carrier", String.class)).isEqualTo("AA");
        assertThat(vector.value("price", BigDecimal.class)).isEqualTo(new BigDecimal("1.25"));
        assertThat(vector.value("seen", Instant.class)).isEqualTo(Instant.EPOCH);
        assertThat(vector.asFloats("embedding")).containsExactly(1f, Float.NaN, 3f);
        assertThat(vector.asFloats("profile")).containsExactly(0.25f);
        assertThat(vector.status("carrier")).isEqualTo(FeatureStatus.PRESENT);
    }

    @Test
    void manyFeaturesAreWrittenAsFloatsIntoOneArray() {
        FeatureVector vector = whole(List.of("open", "price", "departures"));
        float[] floats = new float[5];

        vector.asFloats(floats, 1);

        assertThat(floats).containsExactly(0f, 1f, 1.25f, -3f, 0f);
        assertThat(vector.asFloats()).containsExactly(1f, 1.25f, -3f);
    }

    @Test
    void defaultsReadInTheirTypesToo() {
        FeatureVector vector = vector(List.of());

        assertThat(vector.asLong("terminals")).isEqualTo(2);
        assertThat(vector.asDouble("terminals")).isEqualTo(2.0);
        assertThat(vector.asFloats("profile")).containsExactly(0.5f, Float.NaN);
        assertThat(vector.asDouble("delay")).isNaN();
        assertThat(vector.value("carrier", String.class)).isNull();
        assertProblem(
                () -> vector.asLong("departures"),
                "Cannot read feature departures: it is NOT_FOUND. Look at status() first, or declare a default.");
        assertProblem(
                () -> vector.asBoolean("open"),
                "Cannot read feature open: it is NOT_FOUND. Look at status() first, or declare a default.");
    }

    @Test
    void aValueIsNeverReadAsAnotherType() {
        FeatureVector vector = whole(List.of());

        assertProblem(
                () -> vector.asDouble("carrier"),
                "Cannot read feature carrier as a number: its type is string. Read it with value().");
        assertProblem(
                () -> vector.asLong("delay"),
                "Cannot read feature delay as a long: its type is double. Read it with value().");
        assertProblem(
                () -> vector.asBoolean("delay"),
                "Cannot read feature delay as a boolean: its type is double. Read it with value().");
        assertProblem(
                () -> vector.asFloats("delay"),
                "Cannot read feature delay as floats: its type is double. Read it with value().");
        assertProblem(
                () -> vector.value("delay", String.class),
                "Cannot read feature delay as a String: its type is double. Read it with value().");
        assertProblem(
                vector::asFloats, "Cannot read feature carrier as a number: its type is string. Read it with value().");
        assertProblem(() -> vector.feature(9), "Unknown feature: number 9 of a vector of 9, counted from 0.");
        assertProblem(() -> vector.asLong(-1), "Unknown feature: number -1 of a vector of 9, counted from 0.");
    }

    private static void assertProblem(org.assertj.core.api.ThrowableAssert.ThrowingCallable read, String message) {
        assertThatThrownBy(read).isInstanceOf(SluiceException.class).hasMessage(message);
    }
}
