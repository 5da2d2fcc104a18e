package dev.sluice.benchmark;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/** The steps of Feast's template for Spark: per view five queries on one another, then all views joined by a text of the key. */
record FeastSteps(SparkSession spark) implements Contender {
    @Override
    public String name() {
        return "feast steps";
    }

    @Override
    public void join(Workload workload, int views, Path answer) {
        SparkViews files = new SparkViews(spark, workload);
        List<String> columns = new ArrayList<>(List.of("*"));
        IntStream.range(0, views)
                .mapToObj(view -> "concat(CAST(entity AS STRING), CAST(label_time AS STRING)) AS id_" + view)
                .forEach(columns::add);
        Dataset<Row> answers = files.spine().selectExpr(columns.toArray(String[]::new));
        answers.createOrReplaceTempView("labelled");
        for (int view = 0; view < views; view++) {
            files.view(view);
            Dataset<Row> one = spark.sql(SqlFile.forView("feast-view.sql", view));
            answers = answers.join(one, new String[] {"id_" + view}, "left");
        }
        String[] ids = IntStream.range(0, views).mapToObj(view -> "id_" + view).toArray(String[]::new);
        SparkViews.write(answers.drop(ids), answer);
    }
}
