package dev.sluice.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.sluice.definition.FeatureProject;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.ViewUse;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Half a million labels on the features of three million real flights, against an {@code ASOF JOIN} of DuckDB. The feature
 * tables hold what DuckDB computed, so that what is compared is the join alone.
 */
class ThreeMillionFlightsTest {
    private static final Path ROOT = Path.of(System.getProperty("sluice.root"));
    private static final Path FLIGHTS = ROOT.resolve("../shared/data/flights-3m.parquet");

    @TempDir
    private Path folder;

    @Test
    void everyLabelGetsWhatTheAsofJoinGivesIt() throws Exception {
        assumeThat(FLIGHTS)
                .as("the whole file of flights; transforms/examples/flights/data/README.md tells where it is")
                .exists();
        Project project = example();
        try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = duck.createStatement()) {
            statement.execute("SET VARIABLE flights_file = '" + FLIGHTS + "'");
            run(statement, "features.sql", "labels.sql", "expected.sql");
            promote(statement, project, "airport_delays");
            promote(statement, project, "route_delays");
            Path labels = exported(statement, "labels");

            TrainingSet set = TrainingSetBuilder.of(SmallLake.SPARK, project, "delay_model")
                    .withSpineFile(labels.toString(), "date")
                    .build(folder.resolve("training-set"));

            statement.execute("SET VARIABLE training_set = '" + set.folder().resolve("data/*.parquet") + "'");
            assertThat(differences(statement)).containsExactly(500_000L, 500_000L, 0L, 0L, 995_016L);
        }
    }

    private static List<Long> differences(Statement statement) throws SQLException, IOException {
        try (ResultSet answer = statement.executeQuery(sql("differences.sql"))) {
            answer.next();
            return List.of(
                    answer.getLong("expected_rows"),
                    answer.getLong("actual_rows"),
                    answer.getLong("missing"),
                    answer.getLong("additional"),
                    answer.getLong("values_compared"));
        }
    }

    /** The example project without its windows, copied to a folder where a lake may be written. */
    private Project example() throws IOException {
        Path example = ROOT.resolve("transforms/examples/flights");
        Path copy = folder.resolve("flights");
        try (Stream<Path> files = Files.walk(example)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(file -> !file.startsWith(example.resolve("data")))
                    .toList()) {
                Path target = copy.resolve(example.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
        return withoutWindows(FeatureProject.read(copy));
    }

    private static Project withoutWindows(Project project) {
        FeatureService service = project.service("delay_model");
        List<ViewUse> uses = service.uses().stream()
                .filter(use -> !use.view().equals("route_windows"))
                .toList();
        return project.withServices(
                List.of(new FeatureService(service.name(), service.version(), uses, service.metadata())));
    }

    /** Writes a table of DuckDB as the feature table that its promoted runs would have left. */
    private void promote(Statement statement, Project project, String view) throws SQLException {
        Dataset<Row> rows =
                SmallLake.SPARK.read().parquet(exported(statement, view).toString());
        rows.withColumn("event_time", rows.col("event_time").cast("timestamp"))
                .withColumn("created_time", functions.expr("event_time + INTERVAL 1 HOUR"))
                .withColumn("run_id", functions.lit("duckdb"))
                .withColumn("event_date", functions.expr("date_sub(CAST(event_time AS DATE), 1)"))
                .repartition(2)
                .write()
                .format("delta")
                .partitionBy("event_date")
                .save(LakeLayout.of(project.folder(), project.settings().lake())
                        .features(project.view(view).id()));
    }

    private Path exported(Statement statement, String table) throws SQLException {
        Path file = folder.resolve(table + ".parquet");
        statement.execute("COPY " + table + " TO '" + file + "' (FORMAT parquet)");
        return file;
    }

    private static void run(Statement statement, String... files) throws SQLException, IOException {
        for (String file : files) {
            statement.execute(sql(file));
        }
    }

    private static String sql(String file) throws IOException {
        try (InputStream text = Objects.requireNonNull(ThreeMillionFlightsTest.class.getResourceAsStream(file), file)) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
