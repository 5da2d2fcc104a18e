package dev.sluice.pointintime;

import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** The newest rows by one window query of Spark SQL. */
record WindowQuery(SqlText query) implements NewestRows {
    static WindowQuery standard() {
        return new WindowQuery(SqlText.resource("newest-rows.sql"));
    }

    @Override
    public Dataset<Row> of(Dataset<Row> timeline, List<Integer> views) {
        timeline.createOrReplaceTempView("timeline");
        return timeline.sparkSession().sql(query.forViews(views));
    }
}
