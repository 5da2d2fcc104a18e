package dev.sluice.transform;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.project.Project;
import dev.sluice.time.Partition;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;

/**
 * What the queries of a project mean, told from their analysed plans over the columns that the sources have now. Plans are
 * compared with each other only, by one Spark in one process: none is kept, so a later Spark that plans otherwise changes nothing.
 */
public final class QueryMeanings {
    /** A partition whose bounds no query names: bounds that are written out are not taken for the parameters. */
    private static final Instant NOBODYS = Instant.parse("1867-03-29T05:00:00Z");

    private final Project project;
    private final SparkSession own;
    private final SourceReader reader;
    private final Map<String, Dataset<Row>> sources = new HashMap<>();

    private QueryMeanings(Project project, SparkSession own) {
        this.project = project;
        this.own = own;
        this.reader = SourceReader.of(own, project);
    }

    public static QueryMeanings of(SparkSession spark, Project project) {
        return new QueryMeanings(project, TransformSession.of(spark));
    }

    /**
     * Whether a view's query means what it meant when it was written so; not, when it cannot be told.
     *
     * @param former a query that the view had before
     */
    public boolean isReworded(FeatureView view, String former) {
        return view.computation().transform() instanceof Transform.Sql sql
                && (SqlTokens.of(sql.text()).equals(SqlTokens.of(former))
                        || haveSamePlan(view, sql, new Transform.Sql(sql.file(), former)));
    }

    private boolean haveSamePlan(FeatureView view, Transform.Sql now, Transform.Sql former) {
        try {
            return plan(view, now).equals(plan(view, former));
        } catch (Exception e) { // a source that is not there, columns that the view had before: it is computed again
            return false;
        }
    }

    /** Of features of different views that are computed alike, those that are. */
    public List<AlikeFeatures> alike() {
        FeatureMeanings meanings = new FeatureMeanings();
        for (FeatureView view : project.views()) {
            try {
                view.aggregates().ifPresent(aggregates -> meanings.add(view, aggregates));
                if (view.computation().transform() instanceof Transform.Sql sql) {
                    meanings.add(view, plan(view, sql));
                }
            } catch (Exception e) { // what cannot be analysed is like nothing
                continue;
            }
        }
        return meanings.alike();
    }

    /** The plan of the declared columns, in their order: keys, features, event time. */
    private LogicalPlan plan(FeatureView view, Transform.Sql sql) {
        SqlCheck.require(view, sql);
        Map<String, Dataset<Row>> read = new LinkedHashMap<>();
        for (SourceUse use : view.computation().sources()) {
            read.put(use.source(), sources.computeIfAbsent(use.source(), this::columns));
        }
        Partition partition = Partition.containing(view.granularity(), NOBODYS);
        Dataset<Row> rows = new SqlTransform(sql).transform(new TransformContext(own, partition, read));
        return NormalPlan.of(DeclaredColumns.of(view)
                .conform(rows, partition)
                .queryExecution()
                .analyzed());
    }

    /** No rows, with a source's columns: each source has its own, which equals no other. */
    private Dataset<Row> columns(String source) {
        JavaSparkContext context = JavaSparkContext.fromSparkContext(own.sparkContext());
        return own.createDataFrame(
                context.<Row>emptyRDD(), reader.read(project.source(source)).schema());
    }
}
