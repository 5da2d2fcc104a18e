package dev.sluice.transform;

import dev.sluice.feature.Source;
import dev.sluice.feature.Transform;
import dev.sluice.project.Project;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * A query over a project's declared sources, each a view of its name with all its rows; labels come from one. What the
 * transforms of views may not do, it may not do either: it answers the same whenever the sources are the same.
 */
public final class SourceQuery {
    private final Project project;
    private final Transform.Sql sql;
    private final List<Source> sources;

    private SourceQuery(Project project, Transform.Sql sql, List<Source> sources) {
        this.project = project;
        this.sql = sql;
        this.sources = sources;
    }

    /**
     * Throws what is wrong with the query, as far as it shows without data.
     *
     * @param where it stands, for errors
     */
    public static SourceQuery of(Project project, String where, String text) {
        Transform.Sql sql = new Transform.Sql(where, text);
        Set<String> read = SqlCheck.require(sql, project.sources());
        return new SourceQuery(
                project,
                sql,
                project.sources().stream()
                        .filter(source -> read.contains(source.name().toLowerCase(Locale.ROOT)))
                        .toList());
    }

    /** Its rows, in a session of their own: the caller's, with its settings and views, stays as it was. */
    public Dataset<Row> rows(SparkSession spark) {
        SparkSession own = TransformSession.of(spark);
        SourceReader reader = SourceReader.of(own, project);
        sources.forEach(source -> reader.read(source).createOrReplaceTempView(source.name()));
        try {
            return own.sql(sql.text());
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw SqlCheck.invalid(sql.file() + SqlCheck.line(e) + ": Invalid query: " + SparkFailure.line(e));
        }
    }
}
