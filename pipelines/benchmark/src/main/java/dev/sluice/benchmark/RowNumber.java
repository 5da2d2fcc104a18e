package dev.sluice.benchmark;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The plain query: join every row that a label may see, number them, keep the first. */
record RowNumber(SparkSession spark) implements Contender {
    @Override
    public String name() {
        return "row_number";
    }

    @Override
    public void join(Workload workload, int views, Path answer) {
        SparkViews files = new SparkViews(spark, workload);
        Dataset<Row> answers = files.spine();
        for (int view = 0; view < views; view++) {
            files.view(view);
            Dataset<Row> one = spark.sql(SqlFile.forView("row-number-view.sql", view));
            answers = answers.join(one, new String[] {"label_id"}, "left");
        }
        SparkViews.write(answers, answer);
    }
}
