package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Transform;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType.Scalar;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One SELECT over declared sources, and nothing else. */
class SqlCheckTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT origin AS airport, count(*) AS n FROM flights GROUP BY origin",
                "SELECT origin AS airport, count_if(date >= :start AND date < :end) AS n FROM flights GROUP BY 1",
                "WITH f AS (SELECT * FROM flights) SELECT origin AS airport, sum(delay) AS n FROM f GROUP BY origin",
                "SELECT airport, n FROM (SELECT origin airport, count(*) n FROM flights GROUP BY origin) t WHERE n > 1",
                "SELECT origin AS airport, 1 AS n FROM flights UNION ALL SELECT destination, 2 FROM flights",
                "SELECT f.origin AS airport, count(*) AS n FROM flights f JOIN flights g ON f.origin = g.destination GROUP BY 1",
                "SELECT origin AS airport, max_by(delay, date) AS n FROM flights GROUP BY origin HAVING count(*) > 3",
                "SELECT origin AS airport, row_number() OVER (PARTITION BY origin ORDER BY date) AS n FROM flights",
                "SELECT origin AS airport, CASE WHEN delay > 15 THEN 1 ELSE 0 END AS n FROM flights WHERE origin IN (SELECT destination FROM flights)",
                "SELECT origin AS airport, unix_timestamp(date) AS n FROM flights",
                "SELECT origin AS airport, percentile_approx(delay, 0.5) AS n, date AS event_time FROM flights GROUP BY ALL",
                "SELECT * FROM flights",
                "SELECT ORIGIN AS Airport, count(*) AS N FROM Flights GROUP BY origin",
                "SELECT origin AS airport, x AS n FROM flights LATERAL VIEW explode(array(1, 2)) t AS x",
                "SELECT origin AS airport, filter(collect_list(delay), d -> d > 15)[0] AS n FROM flights GROUP BY origin"
            })
    void aQueryOverTheSourcesIsAccepted(String sql) {
        assertThatCode(() -> check(sql)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SELECT",
                "DROP TABLE flights",
                "SELECT 1 FROM flights; DROP TABLE flights",
                "INSERT INTO flights SELECT * FROM flights",
                "FROM flights INSERT OVERWRITE TABLE x SELECT *",
                "WITH a AS (SELECT 1) INSERT INTO x SELECT * FROM a",
                "CREATE TABLE x AS SELECT * FROM flights",
                "CREATE TEMPORARY VIEW x AS SELECT * FROM flights",
                "SELECT reflect('java.lang.System', 'exit', 1) FROM flights",
                "SELECT java_method('java.lang.Runtime', 'getRuntime') FROM flights",
                "SELECT system.builtin.reflect('a', 'b') FROM flights",
                "SELECT TRANSFORM(origin) USING 'bash -c id' AS x FROM flights",
                "FROM flights MAP origin USING 'cat' AS x",
                "SELECT * FROM parquet.`/etc/passwd`",
                "SELECT * FROM text.`file:///etc/passwd`",
                "SELECT * FROM csv.`s3a://other-bucket/secret`",
                "SELECT * FROM delta.`/lake/other`",
                "SELECT * FROM json.`../../secrets`",
                "SELECT * FROM other.secret",
                "SELECT * FROM `flights.x`",
                "SELECT * FROM secret",
                "SELECT * FROM flights, range(1000000000000)",
                "SELECT * FROM flights f WHERE EXISTS (SELECT * FROM secret)",
                "SELECT (SELECT max(x) FROM secret) FROM flights",
                "SELECT * FROM flights WHERE delay IN (SELECT x FROM parquet.`/etc/shadow`)",
                "SELECT * FROM (SELECT * FROM orc.`/x`) q",
                "WITH t AS (SELECT * FROM avro.`/x`) SELECT * FROM t",
                "SELECT input_file_name() FROM flights",
                "SELECT current_user() FROM flights",
                "SELECT now() FROM flights",
                "SELECT current_timestamp() FROM flights",
                "SELECT unix_timestamp() FROM flights",
                "SELECT current_date FROM flights",
                "SELECT rand() FROM flights",
                "SELECT uuid() FROM flights",
                "SELECT monotonically_increasing_id() FROM flights",
                "SELECT repeat('x', 2000000000) FROM flights",
                "SELECT explode(sequence(1, 1000000000)) FROM flights",
                "SELECT filter(array(1), x -> reflect('a', 'b')) FROM flights",
                "SELECT evil.f(origin) FROM flights",
                "SELECT * FROM flights LATERAL VIEW java_method('a', 'b') t",
                "SELECT * FROM flights TABLESAMPLE (1 PERCENT)",
                "SELECT * FROM flights VERSION AS OF 1",
                "SELECT * FROM identifier('secr' || 'et')",
                "SET spark.sql.extensions=evil",
                "RESET",
                "ADD JAR 'x.jar'",
                "CREATE FUNCTION f AS 'evil.Udf' USING JAR 'target.jar'",
                "USE pii",
                "SHOW TABLES",
                "DESCRIBE flights",
                "EXPLAIN SELECT * FROM flights",
                "CACHE TABLE flights",
                "MERGE INTO x USING flights f ON x.id = f.id WHEN MATCHED THEN DELETE",
                "DELETE FROM flights",
                "UPDATE flights SET delay = 0",
                "TRUNCATE TABLE flights",
                "VALUES (1)",
                "SELECT 1",
                "TABLE secret",
                "CALL sys.rollback()",
                "SELECT origin AS airport, :strt AS n FROM flights",
                "SELECT origin AS airport, ? AS n FROM flights"
            })
    void everythingElseIsRefused(String sql) {
        assertThatThrownBy(() -> check(sql))
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> org.assertj.core.api.Assertions.assertThat(e.type())
                                .isEqualTo(ErrorType.DEFINITION))
                .hasMessageStartingWith("views/v.sql")
                .hasMessageContaining("Invalid query: ");
    }

    @Test
    void nestingWithoutEndIsRefused() {
        assertThatThrownBy(() -> check("SELECT " + "(".repeat(5_000) + "1" + ")".repeat(5_000) + " AS n FROM flights"))
                .hasMessageContaining("Invalid query");
        assertThatThrownBy(() -> check("SELECT 1" + "+1".repeat(20_000) + " AS n FROM flights"))
                .hasMessageContaining("Invalid query");
        assertThatThrownBy(() -> check("SELECT 1 FROM flights --" + "x".repeat(70_000)))
                .hasMessageContaining("more than 64000 characters");
    }

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
