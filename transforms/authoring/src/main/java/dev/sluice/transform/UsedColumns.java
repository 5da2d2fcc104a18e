package dev.sluice.transform;

import static org.apache.spark.sql.functions.col;

import dev.sluice.feature.Source;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Attribute;
import org.apache.spark.sql.catalyst.plans.logical.LogicalPlan;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/** The columns of its sources that a query uses, by name: perhaps some more, never one less. */
final class UsedColumns {
    private final Set<String> names = new HashSet<>();

    private UsedColumns() {}

    /** Empty for a Java transform, which is not called for this. */
    static Optional<UsedColumns> of(FeatureTransform transform, TransformContext context) {
        if (!(transform instanceof SqlTransform)) {
            return Optional.empty();
        }
        UsedColumns used = new UsedColumns();
        LogicalPlan plan = transform.transform(context).queryExecution().optimizedPlan();
        used.add(plan.output());
        used.addFrom(plan);
        return Optional.of(used);
    }

    private void addFrom(LogicalPlan node) {
        add(node.references().toSeq());
        boolean byPlace = node.children().size() > 1;
        for (LogicalPlan child : JavaConverters.seqAsJavaList(node.children())) {
            if (byPlace) {
                add(child.output());
            }
            addFrom(child);
        }
        JavaConverters.seqAsJavaList(node.subqueries()).forEach(this::addFrom);
    }

    /** These of a source's rows, and its event time. */
    Dataset<Row> of(Source source, Dataset<Row> rows) {
        Column[] used = Arrays.stream(rows.columns())
                .filter(name -> names.contains(lower(name)) || name.equalsIgnoreCase(source.eventTime()))
                .map(name -> col(QuotedName.of(name)))
                .toArray(Column[]::new);
        return rows.select(used);
    }

    private void add(Seq<Attribute> attributes) {
        JavaConverters.seqAsJavaList(attributes).forEach(attribute -> names.add(lower(attribute.name())));
    }

    private static String lower(String name) {
        return name.toLowerCase(Locale.ROOT);
    }
}
