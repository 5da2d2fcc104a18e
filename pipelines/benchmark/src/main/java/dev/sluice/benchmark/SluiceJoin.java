package dev.sluice.benchmark;

import dev.sluice.pointintime.JoinEngine;
import dev.sluice.pointintime.PointInTimeJoin;
import dev.sluice.pointintime.ViewRows;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/** Sluice's join, by one of its engines. */
record SluiceJoin(SparkSession spark, JoinEngine engine) implements Contender {
    @Override
    public String name() {
        return "sluice " + engine.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void join(Workload workload, int views, Path answer) {
        SparkViews files = new SparkViews(spark, workload);
        PointInTimeJoin join = PointInTimeJoin.onto(files.spine(), "label_time").withEngine(engine);
        for (int view = 0; view < views; view++) {
            join = join.with(ViewRows.of(WorkloadViews.view(view), files.view(view)));
        }
        SparkViews.write(join.join(), answer);
    }
}
