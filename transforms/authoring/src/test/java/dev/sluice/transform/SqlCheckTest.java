package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the check says; what it refuses is in HostileSqlTest. */
class SqlCheckTest {
    @Test
    void aMistypedSourceNamesTheNearestAndTheLine() {
        assertThatThrownBy(() -> check("SELECT origin AS airport,\n 1 AS n\nFROM fligths"))
                .hasMessage("views/v.sql:3: Invalid query: 'fligths' is not among the view's sources."
                        + " Did you mean 'flights'? Declare it under sources.");
    }

    @Test
    void aMistypedFunctionNamesTheNearest() {
        assertThatThrownBy(() -> check("SELECT origin AS airport, cuont(*) AS n FROM flights GROUP BY 1"))
                .hasMessage("views/v.sql:1: Invalid query: the function 'cuont' is not one of Spark's."
                        + " Did you mean 'count'?");
    }

    @Test
    void theClockIsReplacedByTheParameters() {
        assertThatThrownBy(() -> check("SELECT origin AS airport, now() AS n FROM flights"))
                .hasMessage("views/v.sql:1: Invalid query: the function 'now' cannot be used: it reads the clock."
                        + " Use :start or :end.");
    }

    @Test
    void aColumnThatIsNotReturnedIsNamed() {
        assertThatThrownBy(() -> check("SELECT origin AS airport FROM flights"))
                .hasMessage("views/v.sql: the column 'n' of v@1 is not returned. Select it, with AS n.");
        assertThatThrownBy(() -> check("SELECT origin AS airport, 1 AS n, 2 AS flihgts FROM flights"))
                .hasMessageContaining("the column 'flihgts' is not declared in v@1.");
        assertThatThrownBy(() -> check("SELECT origin AS airport, 1 AS n, 2 AS N FROM flights"))
                .hasMessageContaining("the column 'N' is returned twice");
    }

    private static void check(String sql) {
        FeatureView view = Flights.daily("v", Flights.AIRPORT, sql).build(List.of(Feature.of("n", Scalar.LONG)));
        SqlCheck.require(view, new Transform.Sql("views/v.sql", sql));
    }
}
