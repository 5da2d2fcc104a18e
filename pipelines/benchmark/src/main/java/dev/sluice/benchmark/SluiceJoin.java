package dev.sluice.benchmark;

import dev.sluice.pointintime.JoinEngine;
import dev.sluice.pointintime.PointInTimeJoin;
import dev.sluice.pointintime.ViewRows;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/** Sluice's join, by one of its engines. */
record SluiceJoin(SparkSession spark, JoinEngine engine, Keys keys) implements Contender {
    /** What is done with hot keys. */
    enum Keys {
        WHOLE,
        /** Looked for in a sample and cut in time. */
        SPLIT
    }

    @Override
    public String name() {
        return keys == Keys.SPLIT ? "sluice split" : "sluice " + engine.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void join(Workload workload, int views, Path answer) {
        SparkViews files = new SparkViews(spark, workload);
        PointInTimeJoin join = PointInTimeJoin.onto(files.spine(), "label_time").withEngine(engine);
        for (int view = 0; view < views; view++) {
            join = join.with(ViewRows.of(WorkloadViews.view(view), files.view(view)));
        }
        PointInTimeJoin whole = join;
        SparkViews.write(keys == Keys.SPLIT ? whole.splitting(whole.hotKeys()).join() : whole.join(), answer);
    }
}
