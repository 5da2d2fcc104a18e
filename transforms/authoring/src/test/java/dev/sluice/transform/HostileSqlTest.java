package dev.sluice.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Corpus;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Queries that want more than they may, and queries that look as if, by the way of {@code sluice check}. */
class HostileSqlTest {
    private static final SparkSession SPARK = LocalSpark.session();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void writeFlights() {
        SPARK.sql("SELECT timestamp'2001-03-05' AS date, 'ORD' AS origin, 'ATL' AS destination, 5L AS delay")
                .write()
                .mode(SaveMode.Overwrite)
                .parquet(folder.resolve("data/flights.parquet").toString());
    }

    static List<Corpus.Case> hostile() {
        return Corpus.of(HostileSqlTest.class, "hostile-sql.txt");
    }

    static List<Corpus.Case> good() {
        return Corpus.of(HostileSqlTest.class, "good-sql.txt");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void whatAQueryMayNotDoIsRefused(Corpus.Case query) {
        assertThatThrownBy(() -> check(query.text()))
                .isInstanceOfSatisfying(
                        SluiceException.class,
                        e -> assertThat(e.code()).isEqualTo(TransformError.valueOf(query.code())))
                .hasMessageStartingWith("views/v.sql")
                .hasMessageContaining(query.says());
    }

    @ParameterizedTest
    @MethodSource("good")
    void whatOnlyLooksHostileIsAccepted(Corpus.Case query) {
        check(query.text());
    }

    @Test
    void theCorpusIsLargeEnough() {
        assertThat(hostile()).hasSizeGreaterThanOrEqualTo(60);
        assertThat(good()).hasSizeGreaterThanOrEqualTo(20);
    }

    private static void check(String sql) {
        FeatureView view = Flights.daily("v", Flights.AIRPORT, sql).build(List.of(Feature.of("n", Scalar.LONG)));
        assertThat(ViewComputation.of(SPARK, Flights.project(folder, view), view)
                        .analyse())
                .isEmpty();
    }
}
