package dev.sluice.lineage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.registry.ColumnUsage;
import dev.sluice.testing.Property;
import dev.sluice.transform.LocalSpark;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlanOriginsTest {
    @TempDir
    private static Path folder;

    private static SparkSession spark;

    @BeforeAll
    static void tables() {
        spark = LocalSpark.session().newSession();
        table("t", "id AS a, id AS b, id AS c");
        table("u", "id AS a, id AS d");
    }

    private static void table(String name, String columns) {
        String path = folder.resolve(name).toString();
        spark.range(1).selectExpr(columns.split(", ")).write().parquet(path);
        spark.read().parquet(path).createOrReplaceTempView(name);
    }

    /** What the plan of some rows tells. */
    private record Told(LogicalPlan plan, NodeOrigins origins) {
        static Told of(Dataset<Row> rows) {
            LogicalPlan plan = rows.queryExecution().analyzed();
            PlanOrigins plans = new PlanOrigins(path -> path.substring(path.lastIndexOf('/') + 1), true);
            return new Told(plan, plans.of(plan));
        }

        static Told of(String sql) {
            return of(spark.sql(sql));
        }

        Set<String> flowing(String column) {
            return named(column, ColumnUsage::isDirect);
        }

        Set<String> deciding(String column) {
            return named(column, usage -> !usage.isDirect());
        }

        private Set<String> named(String column, Predicate<ColumnUsage> usage) {
            Attribute attribute = PlanOrigins.list(plan.output()).stream()
                    .filter(output -> output.name().equals(column))
                    .findFirst()
                    .orElseThrow();
            return names(origins.of(attribute.exprId()), usage);
        }

        Set<String> rows() {
            return names(origins.rows(), usage -> true);
        }

        private static Set<String> names(Set<Origin> origins, Predicate<ColumnUsage> usage) {
            return origins.stream()
                    .filter(origin -> usage.test(origin.usage()))
                    .map(origin -> origin.table() + "." + origin.column())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }

    @Test
    void randomQueriesTellWhatFlowsAndWhatDecides() {
        Property.holds(400, RandomQuery::generate, query -> {
            Told told = Told.of(query.sql());
            return told.rows().equals(query.rows())
                    && query.columns().entrySet().stream()
                            .allMatch(column -> told.flowing(column.getKey())
                                            .equals(column.getValue().flowing())
                                    && told.deciding(column.getKey())
                                            .equals(column.getValue().deciding()));
        });
    }

    @Test
    void subqueriesSetsSharedQueriesAndGroupingsAreFollowed() {
        Told scalar = Told.of("SELECT a, (SELECT max(d) FROM u WHERE u.a = t.b) AS top FROM t");
        assertThat(scalar.flowing("top")).containsExactly("u.d");
        assertThat(scalar.deciding("top")).containsExactly("t.b", "u.a");
        Told in = Told.of("SELECT a FROM t WHERE b IN (SELECT d FROM u WHERE u.a > 1)");
        assertThat(in.rows()).containsExactly("t.b", "u.a", "u.d");
        Told shared = Told.of("WITH s AS (SELECT a + b AS x, c FROM t) SELECT l.x, r.c FROM s l JOIN s r ON l.c = r.x");
        assertThat(shared.flowing("x")).containsExactly("t.a", "t.b");
        assertThat(shared.rows()).containsExactly("t.a", "t.b", "t.c");
        Told union = Told.of("SELECT a AS x FROM t UNION ALL SELECT d FROM u WHERE a > 1");
        assertThat(union.flowing("x")).containsExactly("t.a", "u.d");
        assertThat(union.rows()).containsExactly("u.a");
        Told except = Told.of("SELECT a AS x FROM t EXCEPT SELECT d FROM u");
        assertThat(except.flowing("x")).containsExactly("t.a");
        assertThat(except.rows()).containsExactly("t.a", "u.d");
        Told cube = Told.of("SELECT a, b, sum(c) AS s FROM t GROUP BY CUBE (a, b)");
        assertThat(cube.flowing("s")).containsExactly("t.c");
        assertThat(cube.flowing("b")).containsExactly("t.b");
    }

    @Test
    void ranksComeFromNoValueAndUserFunctionsFromTheirArguments() {
        spark.udf().register("mine", (Long x) -> x, org.apache.spark.sql.types.DataTypes.LongType);
        Told told = Told.of("SELECT row_number() OVER (PARTITION BY a ORDER BY b) AS n, mine(c) AS f FROM t");
        assertThat(told.flowing("n")).isEmpty();
        assertThat(told.deciding("n")).containsExactly("t.a", "t.b");
        assertThat(told.flowing("f")).containsExactly("t.c");
    }

    @Test
    void whatAFunctionOfWholeRowsMakesIsUnknown() {
        Dataset<Row> typed = spark.table("t")
                .map((MapFunction<Row, Long>) row -> row.getLong(0), Encoders.LONG())
                .toDF("x");
        Told told = Told.of(typed);
        assertThat(told.deciding("x")).containsExactly("t.");
        Told elsewhere = Told.of(spark.createDataFrame(typed.toJavaRDD(), typed.schema()));
        assertThat(elsewhere.deciding("x")).containsExactly(".");
    }
}
