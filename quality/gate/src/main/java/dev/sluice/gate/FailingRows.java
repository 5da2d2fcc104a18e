package dev.sluice.gate;

import dev.sluice.feature.FeatureView;
import dev.sluice.layout.SystemColumn;
import dev.sluice.transform.BatchQuery;
import dev.sluice.transform.QuotedName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.expressions.ExprId;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.ArrayType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructField;
import scala.collection.JavaConverters;

/**
 * Picks rows that a measure does not match: the first ones by key, event time and content, so that the same rows give the same
 * sample. Each measure reads the rows again.
 */
final class FailingRows {
    static final int MOST = 20;

    /** Longer texts are cut, of longer lists the rest is left out. */
    static final int MOST_CHARACTERS = 1_000;

    static final int MOST_ELEMENTS = 100;

    private static final String CONTENT = "sluice_content";
    private static final String COUNT = "sluice_count";
    private static final Map<String, String> AS_JSON =
            Map.of("ignoreNullFields", "false", "timestampFormat", "yyyy-MM-dd'T'HH:mm:ss.SSSSSSXXX");

    private final FeatureView view;
    private final Dataset<Row> rows;
    private final Dataset<Row> withContent;

    /** @param staged as they are in staging, NaN included */
    FailingRows(FeatureView view, Dataset<Row> staged) {
        this.view = view;
        this.rows = DeequRun.withNullForNan(staged);
        this.withContent = DeequRun.withNullForNan(staged.withColumn(
                CONTENT, content(columns(staged), staged.schema().fields())));
    }

    /**
     * Rows as JSON objects.
     *
     * @param columns of each member the view's column that it shows, by the member's name; members that are computed have none
     */
    record Sample(List<String> rows, Map<String, String> columns) {
        static final Sample NONE = new Sample(List.of(), Map.of());

        Sample {
            rows = List.copyOf(rows);
            columns = Map.copyOf(columns);
        }
    }

    Sample of(Measure measure) {
        if (measure instanceof Measure.QueryRows query) {
            return found(query);
        }
        return sample(failing(measure, withContent.where(measure.scope())));
    }

    private Dataset<Row> failing(Measure measure, Dataset<Row> inScope) {
        if (measure instanceof Measure.Matches matches) {
            return inScope.where("NOT coalesce(" + matches.condition() + ", FALSE)");
        }
        if (measure instanceof Measure.Singles singles) {
            List<String> values = singles.columns().stream().map(QuotedName::of).toList();
            String present = singles.columns().stream().map(Scope::present).collect(Collectors.joining(" OR "));
            return repeated(inScope.where(present), values);
        }
        if (measure instanceof Measure.SinglesWithNulls singles) {
            return repeated(inScope, singles.values());
        }
        if (measure instanceof Measure.NearMean near) {
            return inScope.where(
                    new OwnPass(rows).isNear(near).map(functions::not).orElse(functions.lit(false)));
        }
        throw new IllegalArgumentException("Single rows do not break " + measure);
    }

    private static Dataset<Row> repeated(Dataset<Row> rows, List<String> values) {
        String count = "count(*) OVER (PARTITION BY " + String.join(", ", values) + ")";
        return rows.withColumn(COUNT, functions.expr(count)).where(COUNT + " > 1");
    }

    private Sample sample(Dataset<Row> failing) {
        List<String> columns = List.of(rows.columns());
        Column[] order = Stream.concat(
                        Stream.concat(view.entity().keyNames().stream(), Stream.of(SystemColumn.EVENT_TIME.column()))
                                .filter(columns::contains)
                                .map(QuotedName::of),
                        Stream.of(CONTENT))
                .map(functions::col)
                .toArray(Column[]::new);
        Map<String, String> themselves = new HashMap<>();
        columns.forEach(column -> themselves.put(column, column));
        return new Sample(texts(failing.orderBy(order)), themselves);
    }

    /** What a query shows of a column as it is, under whatever name, is known to be that column; anything else is computed. */
    private Sample found(Measure.QueryRows query) {
        rows.createOrReplaceTempView(BatchQuery.VIEW);
        Dataset<Row> found = rows.sparkSession().sql(query.query());
        Map<ExprId, String> known = new HashMap<>();
        attributes(rows).forEach(column -> known.put(column.exprId(), column.name()));
        Map<String, String> shown = new HashMap<>();
        Set<String> names = new HashSet<>();
        for (Attribute column : attributes(found)) {
            String shows = known.get(column.exprId());
            if (names.add(column.name()) && shows != null) {
                shown.put(column.name(), shows);
            } else {
                shown.remove(column.name());
            }
        }
        Dataset<Row> numbered = found.toDF(IntStream.range(0, found.columns().length)
                .mapToObj(i -> "c" + i)
                .toArray(String[]::new));
        Column content = content(columns(numbered), found.schema().fields());
        return new Sample(texts(numbered.select(content.as(CONTENT)).orderBy(CONTENT)), shown);
    }

    private static List<Attribute> attributes(Dataset<Row> frame) {
        return JavaConverters.seqAsJavaList(frame.queryExecution().analyzed().output());
    }

    private static List<String> texts(Dataset<Row> ordered) {
        return ordered.limit(MOST).select(CONTENT).as(Encoders.STRING()).collectAsList();
    }

    private static List<Column> columns(Dataset<Row> frame) {
        return Stream.of(frame.columns())
                .map(name -> functions.col(QuotedName.of(name)))
                .toList();
    }

    private static Column content(List<Column> columns, StructField[] fields) {
        List<Column> members = new ArrayList<>();
        IntStream.range(0, fields.length)
                .forEach(i ->
                        members.add(cut(columns.get(i), fields[i].dataType()).as(fields[i].name())));
        return functions.to_json(functions.struct(members.toArray(Column[]::new)), AS_JSON);
    }

    private static Column cut(Column column, DataType type) {
        if (type.equals(DataTypes.StringType) || type.equals(DataTypes.BinaryType)) {
            return functions.substring(column, 1, MOST_CHARACTERS);
        }
        if (type instanceof ArrayType array) {
            Column first = functions.slice(column, 1, MOST_ELEMENTS);
            return functions.transform(first, element -> cut(element, array.elementType()));
        }
        return column;
    }
}
