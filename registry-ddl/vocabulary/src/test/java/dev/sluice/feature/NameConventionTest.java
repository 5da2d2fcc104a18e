package dev.sluice.feature;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.expectation.Suite;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NameConventionTest {
    private static final FeatureView VIEW = new FeatureView(
            new ViewId("delays", 1),
            new Entity("airport", List.of(new Column("airport", Scalar.STRING)), Metadata.NONE),
            new Computation(
                    List.of(new SourceUse("flights", TimeSpan.ZERO)),
                    new Transform.Sql("view.sql", "SELECT 1"),
                    Schedule.parse("daily")),
            List.of(Feature.of("n", Scalar.LONG)),
            Lifetime.UNLIMITED,
            Placement.OFFLINE,
            Suite.NONE,
            Metadata.NONE,
            null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "airport__elevation",
                "airport__mean_delay",
                "airport__delay__avg__7d",
                "airport__delay__p95__24h",
                "airport__late__share__30d",
                "airport__tail_number__approx_distinct_count__all"
            })
    void whatFollowsTheConventionIsNotNamed(String name) {
        assertThat(NameConvention.departure(VIEW, name)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "avg_delay_7d, airport__delay__avg__7d",
        "departures_1d, airport__departures__AGGREGATION__1d",
        "mean_delay, airport__mean_delay",
        "airport_max_delay, airport__delay__max__WINDOW",
        "route__delay__avg__7d, airport__route_delay__avg__7d",
        "airport__delay__avg, airport__delay__avg__WINDOW",
        "airport__delay__average__7d, airport__delay_average__AGGREGATION__7d",
        "airport____delay, airport__delay",
        "airport, airport__WHAT"
    })
    void whatDepartsFromItGetsAName(String name, String better) {
        assertThat(NameConvention.departure(VIEW, name))
                .hasValue("Feature " + name + " of delays@1 does not follow entity__what__aggregation__window. Call it "
                        + better + ".");
    }
}
