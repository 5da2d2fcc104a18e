package dev.sluice.benchmark;

import dev.sluice.pointintime.JoinEngine;
import dev.sluice.pointintime.PointInTimeJoin;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.spark.sql.SparkSession;

/** Sluice's windows as of the labels, by one of its engines. */
record SluiceWindows(SparkSession spark, JoinEngine engine) implements Contender {
    @Override
    public String name() {
        return "sluice " + engine.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void join(Workload workload, int views, Path answer) {
        SparkViews.write(
                PointInTimeJoin.onto(new SparkViews(spark, workload).spine(), "label_time")
                        .withEngine(engine)
                        .with(WindowViews.rows(spark, workload))
                        .join(),
                answer);
    }
}
