package dev.sluice.backfill.execution;

import dev.sluice.backfill.Chunks;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.time.Partition;
import dev.sluice.transform.PartitionComputation;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The rows that a view's definition computes from its sources. */
final class ComputedRows implements RowOrigin {
    private final Project project;
    private final FeatureView view;
    private final PartitionComputation computation;
    private final Supplier<LakeInputs> look;
    private final String computationHash;
    private volatile Map<String, String> inputs = Map.of();

    /** @param look a new look at the sources: taken before anything is read, so that what changes meanwhile counts as changed */
    ComputedRows(Project project, FeatureView view, PartitionComputation computation, Supplier<LakeInputs> look) {
        this.project = project;
        this.view = view;
        this.computation = computation;
        this.look = look;
        this.computationHash = project.computationHash(view);
    }

    @Override
    public List<List<Partition>> chunks(List<Partition> partitions) {
        return partitions.size() > 1 && Chunks.isWorthwhile(view)
                ? Chunks.of(project, view, look.get()).cut(partitions)
                : List.of(partitions);
    }

    @Override
    public void prepare(List<Partition> partitions) {
        inputs = look.get().observe(view);
        computation.prepare(partitions);
    }

    @Override
    public void release() {
        computation.release();
    }

    @Override
    public Dataset<Row> rows(Partition partition) {
        return computation.rows(partition);
    }

    @Override
    public String computationHash(Partition partition) {
        return computationHash;
    }

    @Override
    public Map<String, String> inputs(Partition partition) {
        return inputs;
    }
}
