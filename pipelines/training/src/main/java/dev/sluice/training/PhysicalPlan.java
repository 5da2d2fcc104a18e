package dev.sluice.training;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.execution.FileSourceScanExec;
import org.apache.spark.sql.execution.SortExec;
import org.apache.spark.sql.execution.SparkPlan;
import org.apache.spark.sql.execution.adaptive.AdaptiveSparkPlanExec;
import org.apache.spark.sql.execution.datasources.PartitionDirectory;
import org.apache.spark.sql.execution.exchange.ShuffleExchangeExec;
import scala.collection.JavaConverters;

/** What Spark would do for some rows, looked at without doing it. */
final class PhysicalPlan {
    private final List<SparkPlan> nodes = new ArrayList<>();

    private PhysicalPlan() {}

    static PhysicalPlan of(Dataset<Row> rows) {
        PhysicalPlan plan = new PhysicalPlan();
        plan.add(rows.queryExecution().executedPlan());
        return plan;
    }

    private void add(SparkPlan node) {
        if (node instanceof AdaptiveSparkPlanExec adaptive) {
            add(adaptive.executedPlan());
            return;
        }
        nodes.add(node);
        JavaConverters.seqAsJavaList(node.children()).forEach(this::add);
    }

    int exchanges() {
        return nodes(ShuffleExchangeExec.class).size();
    }

    int sorts() {
        return nodes(SortExec.class).size();
    }

    int partitions() {
        return directories().size();
    }

    long files() {
        return directories().stream()
                .mapToLong(directory -> directory.files().size())
                .sum();
    }

    long bytes() {
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
