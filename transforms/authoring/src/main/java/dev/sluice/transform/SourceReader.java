package dev.sluice.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.SourceUse;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.project.SourceRoots;
import dev.sluice.time.EpochMicros;
import dev.sluice.time.TimeRange;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.DataFrameReader;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;

/** Reads declared sources and cuts them to a range of event time. */
final class SourceReader {
    private static final String GLOB = "[\\[\\]{}*?]";
    private static final Set<String> LISTING_OPTIONS =
            Set.of("pathglobfilter", "recursivefilelookup", "modifiedbefore", "modifiedafter");

    private final SparkSession spark;
    private final SourceRoots roots;

    SourceReader(SparkSession spark, SourceRoots roots) {
        this.spark = spark;
        this.roots = roots;
    }

    static SourceReader of(SparkSession spark, Project project) {
        return new SourceReader(spark, SourceRoots.of(project.folder(), project.settings()));
    }

    /** The rows of {@code [range.from - lookback, range.until)}; the event time is a timestamp, whatever the source has. */
    Dataset<Row> read(Source source, SourceUse use, TimeRange range) {
        return cut(source, load(source), range.reachingBack(use.lookback()));
    }

    /** The rows of a time; the event time is a timestamp, whatever the source has. */
    static Dataset<Row> cut(Source source, Dataset<Row> rows, TimeRange wanted) {
        String eventTime = eventTimeColumn(source, rows);
        Column quoted = col(QuotedName.of(eventTime));
        DataType type = rows.schema().apply(eventTime).dataType();
        if (source.format() == SourceFormat.JDBC && !comparesThere(source, type)) {
            // The database would take the times of a filter for others, so they are compared here.
            Column micros = org.apache.spark.sql.functions.unix_micros(quoted);
            return timed(source, rows)
                    .where(within(micros, EpochMicros.of(wanted.from()), EpochMicros.of(wanted.until())));
        }
        if (type.equals(DataTypes.TimestampNTZType)) {
            return timed(source, rows.where(within(quoted, naive(wanted.from()), naive(wanted.until()))));
        }
        return type.equals(DataTypes.DateType)
                ? timed(source, rows.where(within(quoted, firstDate(wanted.from()), firstDate(wanted.until()))))
                : timed(source, rows).where(within(quoted, wanted.from(), wanted.until()));
    }

    /** Whether a database compares a column of this type with the times of a filter as we do. */
    private static boolean comparesThere(Source source, DataType type) {
        return type.equals(DataTypes.DateType)
                || (type.equals(DataTypes.TimestampType)
                        && DatabaseAccess.of(source).comparesMoments());
    }

    /** The first date whose midnight is not before the moment: compared as dates, a database or a file can leave rows out itself. */
    private static LocalDate firstDate(Instant moment) {
        LocalDate day = LocalDate.ofInstant(moment, ZoneOffset.UTC);
        return day.atStartOfDay(ZoneOffset.UTC).toInstant().equals(moment) ? day : day.plusDays(1);
    }

    /** All rows; the event time is a timestamp, whatever the source has. */
    Dataset<Row> read(Source source) {
        return timed(source, load(source));
    }

    /** The rows with an event time that is a timestamp, whatever the source has. */
    static Dataset<Row> timed(Source source, Dataset<Row> rows) {
        String eventTime = eventTimeColumn(source, rows);
        DataType type = rows.schema().apply(eventTime).dataType();
        return type.equals(DataTypes.TimestampType)
                ? rows
                : rows.withColumn(eventTime, instant(source, eventTime, col(QuotedName.of(eventTime)), type));
    }

    private static Column within(Column time, Object from, Object until) {
        return time.geq(lit(from)).and(time.lt(lit(until)));
    }

    private static LocalDateTime naive(Instant instant) {
        return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
    }

    /** Dates are their midnight, naive times are UTC; texts must be timestamps: one that is not fails the read, with the value in the message. */
    private static Column instant(Source source, String name, Column column, DataType type) {
        if (type.equals(DataTypes.DateType) || type.equals(DataTypes.TimestampNTZType)) {
            return column.cast("timestamp");
        }
        if (type.equals(DataTypes.StringType)) {
            Column parsed = org.apache.spark.sql.functions.expr("try_cast(" + QuotedName.of(name) + " AS timestamp)");
            Column message = org.apache.spark.sql.functions.concat(
                    lit("Cannot read source " + source.name() + ": its event_time " + name + " is not a timestamp: '"),
                    column,
                    lit("'. Write it as 2001-03-05T13:45:00Z"));
            return org.apache
                    .spark
                    .sql
                    .functions
                    .when(
                            column.isNotNull().and(parsed.isNull()),
                            org.apache.spark.sql.functions.raise_error(message).cast("timestamp"))
                    .otherwise(parsed);
        }
        throw new SluiceException(
                TransformError.INVALID_SOURCE,
                "Cannot read source " + source.name() + ": its event_time " + name + " is " + type.simpleString()
                        + ". It must be a timestamp, a date, or a text of one.");
    }

    /** The column as the rows call it. */
    static String eventTimeColumn(Source source, Dataset<Row> rows) {
        return Arrays.stream(rows.columns())
                .filter(name -> name.equalsIgnoreCase(source.eventTime()))
                .findFirst()
                .orElseThrow(() -> new SluiceException(
                        TransformError.INVALID_SOURCE,
                        "Cannot read source " + source.name() + ": it has no column '" + source.eventTime()
                                + "', its event_time."
                                + NearestName.hint(source.eventTime(), Arrays.asList(rows.columns()))));
    }

    /** All rows of a source as they are. */
    Dataset<Row> load(Source source) {
        return reading(source, () -> {
            DataFrameReader reader =
                    spark.read().format(source.format().toString()).options(options(source));
            Dataset<Row> rows = source.format() == SourceFormat.JDBC ? reader.load() : reader.load(location(source));
            return new SourceColumns(source).of(rows);
        });
    }

    /** The rows of some of a source's files. */
    Dataset<Row> load(Source source, List<String> files) {
        String[] paths =
                files.stream().map(file -> file.replaceAll(GLOB, "\\\\$0")).toArray(String[]::new);
        boolean folder = location(source).replaceAll(GLOB, "").equals(location(source))
                && files.stream().noneMatch(file -> file.endsWith(location(source)));
        return reading(source, () -> {
            // Of Hudi's files each by itself is Parquet.
            String format = source.format() == SourceFormat.HUDI
                    ? "parquet"
                    : source.format().toString();
            DataFrameReader reader = spark.read().format(format).options(options(source));
            Dataset<Row> rows = (folder ? reader.option("basePath", location(source)) : reader).load(paths);
            return new SourceColumns(source).of(rows);
        });
    }

    /** A reader of a source's files that does not look into them: each is a row. */
    Dataset<Row> files(Source source) {
        return reading(source, () -> {
            DataFrameReader reader = spark.read().format("binaryFile");
            source.options().forEach((option, value) -> {
                if (LISTING_OPTIONS.contains(option.toLowerCase(Locale.ROOT))) {
                    reader.option(option, value);
                }
            });
            return reader.load(location(source));
        });
    }

    private Dataset<Row> reading(Source source, Callable<Dataset<Row>> read) {
        new SourceFolder(source, location(source), roots).requireInside();
        String doing = "Cannot read source " + source.name() + " (" + source.format() + ", " + source.path() + ")";
        try {
            return read.call();
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            SluiceException problem = SparkFailure.explain(e, doing);
            throw problem.type() == ErrorType.DEFINITION && problem.getCause() == e
                    ? new SluiceException(
                            TransformError.NO_SOURCE,
                            problem.getMessage() + " Check the path and the format in sources.yaml.",
                            e)
                    : problem;
        }
    }

    private Map<String, String> options(Source source) throws SQLException {
        if (source.format() == SourceFormat.JDBC) {
            return DatabaseAccess.of(source).options();
        }
        Map<String, String> options = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        switch (source.format()) {
            case CSV ->
                options.putAll(Map.of(
                        "header",
                        "true",
                        "mode",
                        "FAILFAST",
                        // Else the header of the first file counts for all of them.
                        "enforceSchema",
                        "false",
                        "inferSchema",
                        Boolean.toString(source.columns().isEmpty())));
            case JSON -> options.put("mode", "FAILFAST");
            case HUDI -> requireHudi(source);
            default -> {}
        }
        options.putAll(source.options());
        return options;
    }

    private static void requireHudi(Source source) {
        if (!LakeSession.hasHudi()) {
            throw new SluiceException(
                    TransformError.NO_SOURCE,
                    "Cannot read source " + source.name()
                            + ": Hudi is not on the class path. Add org.apache.hudi:hudi-spark3.5-bundle_2.12"
                            + " (transforms/hudi/README.md says how).");
        }
    }

    /** A URI as it is, anything else relative to the project's folder. */
    String location(Source source) {
        return source.path().matches("[A-Za-z][A-Za-z0-9+.-]+:/.*")
                ? source.path()
                : roots.folder().resolve(source.path()).normalize().toString();
    }
}
