package dev.sluice.gate;

import static dev.sluice.gate.Readings.DAY;
import static dev.sluice.gate.Readings.expect;
import static dev.sluice.gate.Readings.rows;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.expectation.Severity;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.transform.LocalSpark;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QualityGateTest {
    private static final String BETWEEN = "expect_column_values_to_be_between";
    private static final Dataset<Row> ROWS =
            rows("SELECT real, array(1L) AS list FROM VALUES (1.0D), (2.0D), (-1.0D) AS t(real)");

    @Test
    void onlyACriticalFailureForbidsThePromotion() {
        Verdict verdict = QualityGate.of(Readings.view(
                        expect(Severity.WARNING, BETWEEN, "column", "real", "min_value", 0),
                        expect(Severity.INFO, BETWEEN, "column", "real", "min_value", 2)))
                .judge(ROWS, DAY);
        assertThat(verdict.accepted()).isTrue();
        assertThat(verdict.summary())
                .isEqualTo("2 of 6 expectations failed (warning: real >= 0: 1 row; info: real >= 2: 2 rows)");
    }

    @Test
    void criticalFailuresAreNamedFirst() {
        Verdict verdict = QualityGate.of(Readings.view(
                        expect(Severity.WARNING, BETWEEN, "column", "real", "min_value", 0),
                        expect(BETWEEN, "column", "real", "max_value", 0)))
                .judge(ROWS, DAY);
        assertThat(verdict.accepted()).isFalse();
        assertThat(verdict.summary())
                .isEqualTo("2 of 6 expectations failed (real <= 0: 2 rows; warning: real >= 0: 1 row)");
    }

    @Test
    void anExpectationThatCannotBeMeasuredIsACriticalFailureAndSpoilsNoOther() {
        Verdict verdict = QualityGate.of(Readings.view(
                        expect(BETWEEN, "column", "real", "max_value", 2),
                        expect(
                                Severity.INFO,
                                BETWEEN,
                                "column",
                                "real",
                                "max_value",
                                2,
                                "row_condition",
                                "element_at(list, 0) = 1"),
                        expect(
                                Severity.INFO,
                                "expect_column_values_to_be_unique",
                                "column",
                                "real",
                                "row_condition",
                                "list = 1")))
                .judge(ROWS, DAY);
        assertThat(verdict.accepted()).isFalse();
        assertThat(verdict.results())
                .filteredOn(result -> !result.success())
                .hasSize(2)
                .allSatisfy(result -> {
                    assertThat(result.severity()).isEqualTo(Severity.CRITICAL);
                    assertThat(result.observed()).isEqualTo("nothing");
                });
        assertThat(verdict.summary())
                .startsWith("2 of 7 expectations failed (real <= 2 where element_at(list, 0) = 1: cannot be measured: ")
                .contains("real is unique where list = 1: cannot be measured: ")
                .doesNotContain("\n");
    }

    @Test
    void aColumnThatIsNotThereFailsOnlyWhatNeedsIt() {
        Verdict verdict = QualityGate.of(Readings.view(
                        expect(BETWEEN, "column", "whole", "min_value", 0),
                        expect(BETWEEN, "column", "real", "min_value", -1)))
                .judge(ROWS.drop("whole"), DAY);
        assertThat(verdict.results())
                .extracting(ExpectationResult::success)
                .containsExactly(false, true, true, true, false, true);
        assertThat(verdict.summary())
                .startsWith("2 of 6 expectations failed (declared types: whole is missing; whole >= 0: "
                        + "cannot be measured: ");
    }

    @Test
    void rowsThatCannotBeReadAreNoVerdict(@TempDir Path folder) throws Exception {
        String path = folder.resolve("rows").toString();
        ROWS.write().parquet(path);
        Dataset<Row> staged = LocalSpark.session().read().parquet(path);
        try (var files = Files.list(folder.resolve("rows"))) {
            for (Path file :
                    files.filter(name -> name.toString().endsWith(".parquet")).toList()) {
                Files.writeString(file, "this is no Parquet file, whatever its name says");
            }
        }
        assertThatThrownBy(() -> QualityGate.of(Readings.view()).judge(staged, DAY))
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith("Cannot judge readings@1 for 2001-03-05: ")
                .hasMessageNotContaining("\n")
                .satisfies(e -> assertThat(((SluiceException) e).type()).isNotEqualTo(ErrorType.DEFINITION));
    }

    @Test
    void theCallersSettingsChangeNothingAndStayAsTheyAre() {
        SparkSession odd = LocalSpark.session().newSession();
        odd.conf().set("spark.sql.session.timeZone", "Asia/Kolkata");
        odd.conf().set("spark.sql.ansi.enabled", "true");
        odd.conf().set("spark.sql.parser.escapedStringLiterals", "true");
        Dataset<Row> rows = Dataset.ofRows(odd, rows("""
                SELECT 'c\\\\d' AS name, timestamp'2001-03-05T12:00:00Z' AS moment, 1L AS whole""").queryExecution().analyzed());
        QualityGate gate = QualityGate.of(Readings.view(
                expect("expect_column_values_to_be_in_set", "column", "name", "value_set", List.of("c\\d")),
                expect(BETWEEN, "column", "whole", "max_value", 0, "row_condition", "moment > '2001-03-05 12:30:00'"),
                expect(BETWEEN, "column", "whole", "max_value", 0, "row_condition", "CAST(name AS INT) = 1")));
        SparkSession.setActiveSession(odd);
        try {
            assertThat(gate.judge(rows, DAY).summary()).isEqualTo("all 7 expectations met");
            assertThat(SparkSession.active()).isSameAs(odd);
        } finally {
            SparkSession.clearActiveSession();
        }
        assertThat(odd.conf().get("spark.sql.ansi.enabled")).isEqualTo("true");
    }

    @Test
    void equalMeasuresAreAskedOnce() {
        Verdict verdict = QualityGate.of(Readings.view(
                        expect(BETWEEN, "column", "real", "min_value", 0),
                        expect(Severity.WARNING, BETWEEN, "column", "real", "min_value", 0)))
                .judge(ROWS, DAY);
        assertThat(verdict.results())
                .extracting(ExpectationResult::unexpectedCount)
                .endsWith(1L, 1L);
    }
}
