package dev.sluice.gate;

import dev.sluice.transform.BatchQuery;
import dev.sluice.transform.QuotedName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;

/** Measures for which Deequ has no analyzer, or an approximate one; each reads the rows again. */
final class OwnPass {
    private static final String GROUP = "sluice_group";

    private final Dataset<Row> rows;

    OwnPass(Dataset<Row> rows) {
        this.rows = rows;
    }

    Answer answer(Measure measure) {
        if (measure instanceof Measure.SinglesWithNulls singles) {
            return singles(singles);
        }
        if (measure instanceof Measure.Commonest commonest) {
            return commonest(commonest);
        }
        if (measure instanceof Measure.Quantiles quantiles) {
            return quantiles(quantiles);
        }
        if (measure instanceof Measure.NearMean near) {
            return nearMean(near);
        }
        return measure instanceof Measure.QueryRows query ? query(query) : table((Measure.TableRows) measure);
    }

    private Answer singles(Measure.SinglesWithNulls singles) {
        Row found = rows.where(singles.scope())
                .selectExpr("struct(" + String.join(", ", singles.values()) + ") AS " + GROUP)
                .groupBy(GROUP)
                .count()
                .selectExpr("count_if(count = 1)", "coalesce(sum(count), 0L)")
                .first();
        return new Answer.Counts(found.getLong(0), found.getLong(1));
    }

    private Answer commonest(Measure.Commonest commonest) {
        String name = QuotedName.of(commonest.column());
        Dataset<Row> counted = rows.where(commonest.scope())
                .selectExpr(name + " AS value", "coalesce(" + commonest.condition() + ", FALSE) AS inside")
                .groupBy("value", "inside")
                .count()
                .groupBy("inside", "count")
                .agg(functions.expr("count(*) AS values"), functions.expr("CAST(min(value) AS STRING) AS least"));
        Row found = counted.selectExpr(
                        "coalesce(max(IF(inside, count, NULL)), 0L)",
                        "coalesce(max(IF(inside, NULL, count)), 0L)",
                        "max_by(struct(count), count).count",
                        "max_by(least, count)")
                .first();
        if (found.isNullAt(2)) {
            return new Answer.Nothing();
        }
        long ties = counted.where("count = " + found.getLong(2))
                .selectExpr("sum(values)")
                .first()
                .getLong(0);
        return new Answer.Commonest(found.getLong(0), found.getLong(1), ties, found.getString(3));
    }

    private Answer quantiles(Measure.Quantiles quantiles) {
        Dataset<Row> values = rows.where(quantiles.scope())
                .selectExpr("CAST(" + QuotedName.of(quantiles.column()) + " AS DOUBLE) AS value");
        long count = values.count();
        if (count == 0) {
            return new Answer.Nothing();
        }
        String[] expressions = quantiles.shares().stream()
                .map(share -> quantiles.rank() == Measure.Rank.BETWEEN
                        ? "percentile(value, " + share.toPlainString() + "D)"
                        : "percentile_disc(" + nearest(share, count) + "D) WITHIN GROUP (ORDER BY value)")
                .toArray(String[]::new);
        Row found = values.selectExpr(expressions).first();
        return new Answer.Numbers(
                IntStream.range(0, found.size()).mapToObj(found::getDouble).toList());
    }

    /** The share whose discrete percentile is the value at the rank nearest to {@code share * (count - 1)}. */
    private static String nearest(BigDecimal share, long count) {
        BigDecimal rank = share.multiply(BigDecimal.valueOf(count - 1)).setScale(0, RoundingMode.HALF_EVEN);
        return rank.add(new BigDecimal("0.5"))
                .divide(BigDecimal.valueOf(count), 17, RoundingMode.HALF_EVEN)
                .toPlainString();
    }

    private Answer nearMean(Measure.NearMean near) {
        Row spread = spread(near);
        long count = spread.getLong(2);
        return new Answer.Counts(
                isNear(near, spread)
                        .map(isNear -> rows.where(near.scope()).where(isNear).count())
                        .orElse(count),
                count);
    }

    /** The condition that a row is near enough; empty where no row is far, as the values do not differ. */
    Optional<Column> isNear(Measure.NearMean near) {
        return isNear(near, spread(near));
    }

    private Row spread(Measure.NearMean near) {
        return rows.where(near.scope())
                .select(number(near).as("value"))
                .selectExpr("avg(value)", "stddev_samp(value)", "count(*)")
                .first();
    }

    private static Column number(Measure.NearMean near) {
        return functions.col(QuotedName.of(near.column())).cast("double");
    }

    private static Optional<Column> isNear(Measure.NearMean near, Row spread) {
        if (spread.getLong(2) < 2
                || spread.isNullAt(1)
                || Double.isNaN(spread.getDouble(1))
                || spread.getDouble(1) == 0) {
            return Optional.empty();
        }
        Column score = number(near).minus(spread.getDouble(0)).divide(spread.getDouble(1));
        Column compared = near.bothSides() ? functions.abs(score) : score;
        double most = near.bothSides()
                ? near.deviations().abs().doubleValue()
                : near.deviations().doubleValue();
        return Optional.of(compared.lt(most));
    }

    private Answer query(Measure.QueryRows query) {
        rows.createOrReplaceTempView(BatchQuery.VIEW);
        long found = rows.sparkSession().sql(query.query()).count();
        return new Answer.Counts(found, found);
    }

    private Answer table(Measure.TableRows table) {
        long found = rows.sparkSession().table(table.table()).count();
        return new Answer.Counts(found, found);
    }
}
