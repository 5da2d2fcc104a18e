package dev.sluice.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.shiftrightunsigned;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.problem.NearestName;
import dev.sluice.transform.QuotedName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/**
 * Parts by a hash of some columns: rows that agree in them are in one part, wherever and how often they are computed.
 *
 * @param shares of each part the share of the entities, together 1
 * @param columns whose values decide
 * @param seed another one divides otherwise
 */
public record EntitySplit(Map<String, Double> shares, List<String> columns, long seed) implements Split {
    private static final double TOLERANCE = 1e-9;
    private static final int UNUSED_BITS = 11; // a double holds 53 of 64
    private static final double UNIT = 0x1p-53;

    public EntitySplit {
        shares = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(shares));
        columns = List.copyOf(columns);
        double sum = shares.values().stream().mapToDouble(Double::doubleValue).sum();
        boolean inside = shares.values().stream().allMatch(share -> share > 0 && share <= 1);
        if (!inside || Math.abs(sum - 1) > TOLERANCE) {
            throw TrainingError.INVALID_SPLIT.problem("Invalid split: " + shares
                    + ". The shares must be more than 0 and together 1, as train=0.8,test=0.2.");
        }
        if (columns.isEmpty()) {
            throw TrainingError.INVALID_SPLIT.problem(
                    "Invalid split: no column decides. Name the entity's key columns.");
        }
    }

    @Override
    public Column part(Dataset<Row> rows, String timeColumn) {
        Column hash =
                xxhash64(Stream.concat(columns.stream().map(column -> existing(rows, column)), Stream.of(lit(seed)))
                        .toArray(Column[]::new));
        Column place = shiftrightunsigned(hash, UNUSED_BITS).multiply(lit(UNIT));
        List<Map.Entry<String, Double>> parts = List.copyOf(shares.entrySet());
        Column part = lit(parts.get(parts.size() - 1).getKey());
        double end = 1;
        for (int i = parts.size() - 2; i >= 0; i--) {
            end -= parts.get(i + 1).getValue();
            part = when(place.lt(end), parts.get(i).getKey()).otherwise(part);
        }
        return part;
    }

    private static Column existing(Dataset<Row> rows, String column) {
        List<String> known = Arrays.asList(rows.columns());
        return known.stream()
                .filter(column::equalsIgnoreCase)
                .findFirst()
                .map(name -> col(QuotedName.of(name)))
                .orElseThrow(() -> TrainingError.INVALID_SPLIT.problem("Unknown column: the training set has no '"
                        + column + "' to split by." + NearestName.hint(column, known)));
    }

    @Override
    public Map<String, Object> fields() {
        return new TreeMap<>(Map.of("kind", "entity", "shares", shares, "by", columns, "seed", seed));
    }

    static EntitySplit recorded(JsonNode fields) {
        Map<String, Double> shares = new LinkedHashMap<>();
        fields.path("shares")
                .fields()
                .forEachRemaining(
                        share -> shares.put(share.getKey(), share.getValue().asDouble()));
        List<String> columns = new ArrayList<>();
        fields.path("by").forEach(column -> columns.add(column.asText()));
        return new EntitySplit(shares, columns, fields.path("seed").asLong());
    }
}
