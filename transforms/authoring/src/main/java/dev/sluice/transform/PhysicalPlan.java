package dev.sluice.transform;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.QueryExecution;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.adaptive.QueryStageExec;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import scala.collection.JavaConverters;

/** What Spark does for some rows: before they are computed what it intends, afterwards what it did. */
public final class PhysicalPlan {
    private final List<SparkPlan> nodes = new ArrayList<>();

    private PhysicalPlan() {}

    /** Of rows that need not be computed for it. */
    public static PhysicalPlan of(Dataset<Row> rows) {
        return of(rows.queryExecution());
    }

    public static PhysicalPlan of(QueryExecution execution) {
        PhysicalPlan plan = new PhysicalPlan();
        plan.add(execution.executedPlan());
        return plan;
    }

    private void add(SparkPlan node) {
        if (node instanceof AdaptiveSparkPlanExec adaptive) {
            add(adaptive.executedPlan());
        } else if (node instanceof QueryStageExec stage) {
            add(stage.plan());
        } else {
            nodes.add(node);
            JavaConverters.seqAsJavaList(node.children()).forEach(this::add);
        }
    }

    /** How often rows are shuffled; a shuffle that is used again counts once. */
    public int exchanges() {
        return nodes(ShuffleExchangeExec.class).size();
    }

    public int sorts() {
        return nodes(SortExec.class).size();
    }

    /** How many partitions of files are read. */
    public int partitions() {
        return directories().size();
    }

    public long files() {
        return directories().stream()
                .mapToLong(directory -> directory.files().size())
                .sum();
    }

    /** The size of the files that are read, on disk. */
    public long bytes() {
        return directories().stream()
                .flatMap(directory -> JavaConverters.seqAsJavaList(directory.files()).stream())
                .mapToLong(file -> file.getLen())
                .sum();
    }

    private List<PartitionDirectory> directories() {
        return nodes(FileSourceScanExec.class).stream()
                .flatMap(scan -> Arrays.stream(scan.selectedPartitions()))
                .toList();
    }

    private <T extends SparkPlan> List<T> nodes(Class<T> type) {
        return nodes.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
