package dev.sluice.transform;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.expr;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.struct;
import static org.apache.spark.sql.functions.unix_date;
import static org.apache.spark.sql.functions.unix_micros;

import dev.sluice.aggregation.WindowPlan;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.Definition;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.spark.SparkTypes;
import dev.sluice.time.TimeRange;
import dev.sluice.time.TimeSpan;
import dev.sluice.transform.window.EventStruct;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.Aggregate;
import org.apache.spark.sql.catalyst.plans.logical.Generate;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.apache.spark.sql.catalyst.plans.logical.Window;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;

/** The events that a view aggregates: of each row of its source the key, the time and the values of its expressions. */
public final class SourceEvents {
    /** The column of an event's time and values, as {@link EventStruct} has them. */
    public static final String EVENT = "__event";

    /** The column of the file that an event comes from: its path, size and time of change. */
    public static final String FILE = "__file";

    private final SparkSession spark;
    private final Project project;
    private final FeatureView view;
    private final Transform.Aggregates aggregates;
    private final Source source;

    private SourceEvents(SparkSession spark, Project project, FeatureView view, Transform.Aggregates aggregates) {
        this.spark = spark;
        this.project = project;
        this.view = view;
        this.aggregates = aggregates;
        this.source = project.source(view.computation().sources().get(0).source());
    }

    /** The events of a view that aggregates. */
    public static SourceEvents of(SparkSession spark, Project project, FeatureView view) {
        return new SourceEvents(spark, project, view, view.aggregates().orElseThrow());
    }

    /**
     * What decides the summaries of these events: two views in which this is equal summarize alike, whatever their windows.
     */
    public String meaning() {
        SortedMap<String, String> fields = new TreeMap<>();
        fields.put("summaries", WindowPlan.of(aggregates).summaries());
        fields.put("keys", view.entity().key() + " " + new TreeMap<>(aggregates.keys()));
        aggregates
                .aggregations()
                .forEach(aggregation ->
                        fields.put(aggregation.name(), aggregation.of().strip() + " as " + aggregation.type()));
        fields.put(
                "source",
                source.format() + " " + source.path() + " " + source.eventTime() + " "
                        + new TreeMap<>(source.options()));
        return Definition.fingerprint(fields);
    }

    /** Throws what is wrong with a view's expressions as far as it shows without data and without a session. */
    static void check(FeatureView view, Transform.Aggregates aggregates) {
        aggregates
                .aggregations()
                .forEach(aggregation -> SqlCheck.expression(aggregation.of(), where(view, aggregation)));
    }

    private static String where(FeatureView view, Aggregation aggregation) {
        return view.origin() == null
                ? view.id() + ", " + aggregation.name()
                : view.origin().file() + ", " + aggregation.name();
    }

    public Source source() {
        return source;
    }

    /** The events of a range: the view's key columns and {@link #EVENT}. Rows without a whole key or a time are none. */
    public Dataset<Row> in(TimeRange range) {
        return in(range, List.of());
    }

    /** The same, with the {@link #FILE} that each comes from; for sources of files. */
    public Dataset<Row> withFilesIn(TimeRange range) {
        return in(
                range,
                List.of(struct(
                                col("_metadata.file_path").as("path"),
                                col("_metadata.file_size").as("size"),
                                unix_micros(col("_metadata.file_modification_time"))
                                        .as("changed"))
                        .as(FILE)));
    }

    /** Whether the source is made of files, which tell what has changed. Some of Hudi's are what others have replaced. */
    public boolean hasFiles() {
        return source.format() != SourceFormat.JDBC && source.format() != SourceFormat.HUDI;
    }

    /** The files that the source has now. */
    public Set<SourceFile> files() {
        try {
            return SourceFile.listed(
                            SourceReader.of(TransformSession.of(spark), project).files(source))
                    .keySet();
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw SparkFailure.explain(e, "Cannot list the files of source " + source.name());
        }
    }

    private Dataset<Row> in(TimeRange range, List<org.apache.spark.sql.Column> more) {
        SparkSession own = TransformSession.of(spark);
        SourceReader reader = SourceReader.of(own, project);
        try {
            Dataset<Row> rows = reader.read(source, new SourceUse(source.name(), TimeSpan.ZERO), range);
            List<org.apache.spark.sql.Column> columns = new ArrayList<>();
            view.entity().key().forEach(key -> columns.add(key(rows, key)));
            columns.add(event(rows).as(EVENT));
            columns.addAll(more);
            return rows.select(columns.toArray(org.apache.spark.sql.Column[]::new))
                    .where(complete());
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw SparkFailure.explain(e, "Cannot read the events of " + view.id());
        }
    }

    private org.apache.spark.sql.Column complete() {
        return view.entity().keyNames().stream()
                .map(name -> col(QuotedName.of(name)).isNotNull())
                .reduce(col(EVENT + "." + EventStruct.TIME).isNotNull(), org.apache.spark.sql.Column::and);
    }

    private org.apache.spark.sql.Column key(Dataset<Row> rows, Column key) {
        String wanted = aggregates.sourceColumn(key.name());
        List<String> known = Arrays.asList(rows.columns());
        String name = known.stream()
                .filter(wanted::equalsIgnoreCase)
                .findFirst()
                .orElseThrow(() -> wrong("Cannot aggregate " + view.id() + ": its source " + source.name()
                        + " has no column '" + wanted + "' for the key " + key.name() + "."
                        + NearestName.hint(wanted, known) + " Name it under 'on'."));
        DataType found = rows.schema().apply(name).dataType();
        return cast(col(QuotedName.of(name)), found, key.type(), "its key " + key.name())
                .as(key.name());
    }

    private org.apache.spark.sql.Column event(Dataset<Row> rows) {
        List<org.apache.spark.sql.Column> fields = new ArrayList<>();
        String time = SourceReader.eventTimeColumn(source, rows);
        fields.add(unix_micros(col(QuotedName.of(time))).as(EventStruct.TIME));
        List<Aggregation> aggregations = aggregates.aggregations();
        for (int i = 0; i < aggregations.size(); i++) {
            fields.add(value(rows, aggregations.get(i)).as(EventStruct.value(i)));
        }
        return struct(fields.toArray(org.apache.spark.sql.Column[]::new));
    }

    private org.apache.spark.sql.Column value(Dataset<Row> rows, Aggregation aggregation) {
        org.apache.spark.sql.Column value = aggregation.of().strip().equals("*") ? lit(1) : expr(aggregation.of());
        Dataset<Row> alone = rows.select(value);
        requireRowByRow(alone.queryExecution().analyzed());
        DataType found = alone.schema().fields()[0].dataType();
        return canonical(cast(value, found, aggregation.type(), "'" + aggregation.of() + "'"), aggregation.type());
    }

    /** A number from a boolean is 1 or 0; a double from a whole number or a decimal is the nearest. */
    private org.apache.spark.sql.Column cast(
            org.apache.spark.sql.Column value, DataType found, ValueType declared, String what) {
        boolean flag = found.equals(DataTypes.BooleanType)
                && List.of(ValueType.Scalar.INT, ValueType.Scalar.LONG, ValueType.Scalar.DOUBLE)
                        .contains(declared);
        boolean rounded = found instanceof NumericType && declared == ValueType.Scalar.DOUBLE;
        if (!flag && !rounded && !found.sameType(SparkTypes.of(declared)) && !SparkTypes.widens(found, declared)) {
            throw wrong("Cannot aggregate " + view.id() + ": " + what + " is " + SparkTypes.described(found)
                    + " in the source " + source.name() + ", and " + declared + " in the view. Declare type: "
                    + SparkTypes.described(found) + ", or cast it.");
        }
        return value.cast(SparkTypes.of(declared));
    }

    /** As {@link EventStruct} holds values of this type. */
    private static org.apache.spark.sql.Column canonical(org.apache.spark.sql.Column value, ValueType type) {
        if (type == ValueType.Scalar.DATE) {
            return unix_date(value).cast("bigint");
        }
        if (type == ValueType.Scalar.TIMESTAMP) {
            return unix_micros(value);
        }
        return value.cast(EventStruct.type(type));
    }

    private void requireRowByRow(LogicalPlan plan) {
        if (plan instanceof Aggregate
                || plan instanceof Generate
                || plan.find(node -> node instanceof Window).isDefined()) {
            throw wrong(
                    "Cannot aggregate " + view.id()
                            + ": what is aggregated must be an expression of one row, without aggregate, window or generator functions.");
        }
    }

    private static SluiceException wrong(String message) {
        return new SluiceException(TransformError.WRONG_COLUMNS, message);
    }
}
