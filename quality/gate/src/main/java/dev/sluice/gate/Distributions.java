package dev.sluice.gate;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.transform.QuotedName;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of a run are distributed, for pictures: quantiles of each, by Spark's {@code percentile_approx}, the sketch of
 * Greenwald and Khanna (Space-efficient online computation of quantile summaries, SIGMOD 2001). In a pass of its own: in the
 * scan that the other measures share, its buffers would keep Spark from compiling all of them.
 */
final class Distributions {
    /** Into so many parts of equally many values the quantiles divide them. */
    static final int PARTS = 20;

    private static final int MOST_ROWS = 50_000;
    private static final int ACCURACY = 500;
    private static final String SHARES = IntStream.rangeClosed(0, PARTS)
            .mapToObj(i -> (double) i / PARTS + "D")
            .collect(Collectors.joining(", ", "array(", ")"));

    private final List<String> columns;

    private Distributions(List<String> columns) {
        this.columns = columns;
    }

    /** Of the numbers of a view whose values do not tell of persons. */
    static Distributions of(FeatureView view) {
        PiiColumns pii = PiiColumns.of(view);
        return new Distributions(view.features().stream()
                .filter(feature -> Ordering.isNumber(feature.type()))
                .map(Feature::name)
                .filter(name -> !pii.contain(name))
                .toList());
    }

    /**
     * The quantiles of each column that is there, from the least to the greatest, as {@code states.json} has them; null where no
     * row has a value. Of more than fifty thousand rows about so many are looked at.
     *
     * @param count how many rows there are
     */
    Map<String, @Nullable Object> measured(Dataset<Row> rows, long count) {
        List<String> there =
                columns.stream().filter(Arrays.asList(rows.columns())::contains).toList();
        if (there.isEmpty()) {
            return Map.of();
        }
        Dataset<Row> some = count <= MOST_ROWS ? rows : rows.sample(false, (double) MOST_ROWS / count, 1);
        Row found = DeequRun.withNullForNan(some)
                .selectExpr(there.stream().map(Distributions::aggregate).toArray(String[]::new))
                .first();
        Map<String, @Nullable Object> states = new LinkedHashMap<>();
        for (int i = 0; i < there.size(); i++) {
            states.put("distribution of " + there.get(i) + " where " + Scope.present(there.get(i)), text(found, i));
        }
        return states;
    }

    private static String aggregate(String column) {
        return "percentile_approx(CAST(" + QuotedName.of(column) + " AS DOUBLE), " + SHARES + ", " + ACCURACY + ")";
    }

    private static @Nullable String text(Row found, int column) {
        return found.isNullAt(column)
                ? null
                : found.<Double>getList(column).stream().map(String::valueOf).collect(Collectors.joining(" "));
    }
}
