package dev.sluice.training;

import dev.sluice.transform.SparkFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** Labels in a file, a folder of files, or a Delta table. */
final class SpineFile {
    private SpineFile() {}

    /** Labels that can be found again, wherever a later process is started. */
    static Spine spine(SparkSession spark, String location, String timeColumn) {
        String place = isUri(location)
                ? location
                : Path.of(location).toAbsolutePath().normalize().toString();
        return Spine.ofFile(read(spark, location), timeColumn, place);
    }

    /** The text of a query for labels. */
    static String query(Path file) {
        try {
            if (Files.exists(file) && !Files.isRegularFile(file)) {
                throw TrainingError.INVALID_SPINE.problem(
                        "Cannot read the spine's query " + file + ": it is no file. Check --spine-sql.");
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw TrainingError.INVALID_SPINE.problem(
                    "Cannot read the spine's query " + file + ": there is no such file, or it cannot be read. Check"
                            + " --spine-sql.",
                    e);
        }
    }

    private static boolean isUri(String location) {
        return location.matches("[A-Za-z][A-Za-z0-9+.-]+:/.*");
    }

    /** Reads Parquet, CSV with a header, JSON lines, or a folder with a Delta log; URIs are told by their ending. */
    static Dataset<Row> read(SparkSession spark, String location) {
        boolean uri = isUri(location);
        if (!uri && !Files.exists(Path.of(location))) {
            throw TrainingError.INVALID_SPINE.problem(
                    "Cannot read the spine " + location + ": there is no such file. Check --spine.");
        }
        if (!uri && !Files.isRegularFile(Path.of(location)) && !Files.isDirectory(Path.of(location))) {
            throw TrainingError.INVALID_SPINE.problem(
                    "Cannot read the spine " + location + ": it is neither a file nor a folder. Write it to a file.");
        }
        try {
            DataFrameReader reader = spark.read();
            return switch (format(location, uri)) {
                case "csv" ->
                    reader.option("header", "true")
                            .option("inferSchema", "true")
                            .option("mode", "FAILFAST")
                            .csv(location);
                case "json" -> reader.option("mode", "FAILFAST").json(location);
                case "delta" -> reader.format("delta").load(location);
                default -> reader.parquet(location);
            };
        } catch (Exception e) {
            throw SparkFailure.explain(e, "Cannot read the spine " + location);
        }
    }

    private static String format(String location, boolean uri) {
        String name = location.toLowerCase(Locale.ROOT).replaceAll("/+$", "");
        if (!uri && Files.isDirectory(Path.of(location).resolve("_delta_log"))) {
            return "delta";
        }
        if (name.matches(".*\\.csv(\\.gz)?")) {
            return "csv";
        }
        return name.matches(".*\\.jsonl?(\\.gz)?") ? "json" : "parquet";
    }
}
