package dev.sluice.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.expectation.Suite;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DefinitionsTest {
    private static final Entity AIRPORT =
            new Entity("airport", List.of(new Column("airport", Scalar.STRING)), Metadata.NONE);

    @Test
    void aDescriptionChangesTheFingerprintAndNotTheMeaning() {
        FeatureView plain = view("SELECT 1", Metadata.NONE);
        FeatureView described = view("SELECT 1", new Metadata("Delays", "ops", Map.of("team", "ops")));
        assertThat(described.fingerprint()).isNotEqualTo(plain.fingerprint());
        assertThat(described.meaning()).isEqualTo(plain.meaning());
    }

    @Test
    void anotherQueryChangesTheMeaning() {
        assertThat(view("SELECT 1", Metadata.NONE).meaning())
                .isNotEqualTo(view("SELECT 2", Metadata.NONE).meaning());
    }

    @Test
    void fieldsThatRunTogetherHaveDifferentFingerprints() {
        assertThat(Definition.fingerprint(new java.util.TreeMap<>(Map.of("ab", "c"))))
                .isNotEqualTo(Definition.fingerprint(new java.util.TreeMap<>(Map.of("a", "bc"))));
    }

    @Test
    void whatIsTaggedPiiTellsOfPersons() {
        Feature plain = Feature.of("delay", Scalar.DOUBLE);
        Metadata tagged = new Metadata("", "", Map.of("pii", "true"));
        assertThat(view("SELECT 1", Metadata.NONE, plain).piiColumns()).isEmpty();
        assertThat(view("SELECT 1", Metadata.NONE, plain.withTags(Map.of("pii", "email")))
                        .piiColumns())
                .containsExactly("delay");
        assertThat(view("SELECT 1", Metadata.NONE, plain.withTags(Map.of("pii", "False", "team", "ops")))
                        .piiColumns())
                .isEmpty();
        assertThat(view("SELECT 1", tagged, plain).piiColumns()).containsExactly("airport", "delay");
    }

    @Test
    void anUnknownFeatureNamesTheNearest() {
        assertThatThrownBy(() -> view("SELECT 1", Metadata.NONE).feature("dely"))
                .hasMessage("Unknown feature: 'dely' of feature view airport_delays@1. Did you mean 'delay'?");
    }

    @Test
    void aFeatureMayNotBeCalledAsAColumnOfSluice() {
        assertThatThrownBy(() -> Feature.of("Event_Time", Scalar.LONG))
                .hasMessageContaining("'Event_Time' is a column that Sluice adds to each table");
        assertThatThrownBy(() -> Feature.of("__event", Scalar.LONG))
                .hasMessageContaining(
                        "Names that begin with two underscores are those of columns that Sluice works with.");
    }

    @Test
    void aFeatureMayNotBeCalledAsAKey() {
        assertThatThrownBy(() -> view("SELECT 1", Metadata.NONE, Feature.of("AIRPORT", Scalar.LONG)))
                .hasMessageContaining("the column 'AIRPORT' is there twice");
    }

    @Test
    void aKeyIsNoFloatingPointNumber() {
        assertThatThrownBy(() -> new Entity("e", List.of(new Column("k", Scalar.DOUBLE)), Metadata.NONE))
                .hasMessageContaining("Invalid key: k: double of entity e");
    }

    @Test
    void aNameWithOtherLettersIsRefused() {
        assertThatThrownBy(() -> new ViewId("a-b", 1)).hasMessageContaining("Use letters, digits and underscores");
        assertThatThrownBy(() -> new ViewId("../x", 1)).hasMessageContaining("Invalid feature view name");
        assertThatThrownBy(() -> new ViewId("x", 0)).hasMessageContaining("Versions start at 1");
    }

    @Test
    void aViewsVersionIsReadFromItsText() {
        assertThat(ViewId.parse("airport_delays@12")).isEqualTo(new ViewId("airport_delays", 12));
        assertThatThrownBy(() -> ViewId.parse("airport_delays")).hasMessageContaining("Write it as view@version");
    }

    private static FeatureView view(String sql, Metadata metadata) {
        return view(sql, metadata, Feature.of("delay", Scalar.DOUBLE));
    }

    private static FeatureView view(String sql, Metadata metadata, Feature feature) {
        Computation computation = new Computation(
                List.of(new SourceUse("flights", TimeSpan.ZERO)),
                new Transform.Sql("view.sql", sql),
                Schedule.parse("daily"));
        return new FeatureView(
                new ViewId("airport_delays", 1),
                AIRPORT,
                computation,
                List.of(feature),
                Lifetime.UNLIMITED,
                Placement.OFFLINE,
                Suite.NONE,
                metadata,
                null);
    }
}
