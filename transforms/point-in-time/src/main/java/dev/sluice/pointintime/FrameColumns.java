package dev.sluice.pointintime;

import dev.sluice.problem.NearestName;
import dev.sluice.spark.SparkTypes;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.IntStream;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * The columns of a frame, found by name and then used by position: whatever their names, and whatever the session says
 * about upper and lower case.
 *
 * @param owner whose they are: {@code "the spine"}
 */
record FrameColumns(String owner, StructType schema) {
    private static final Set<DataType> TIMES =
            Set.of(DataTypes.TimestampType, DataTypes.TimestampNTZType, DataTypes.DateType);

    List<String> names() {
        return Arrays.asList(schema.fieldNames());
    }

    DataType type(int position) {
        return schema.fields()[position].dataType();
    }

    boolean has(String name) {
        return !positions(name, String::equalsIgnoreCase).isEmpty();
    }

    /** The position of the column of this name; of one that differs in case only, when there is no other. */
    int position(String name) {
        List<Integer> exact = positions(name, String::equals);
        List<Integer> found = exact.isEmpty() ? positions(name, String::equalsIgnoreCase) : exact;
        if (found.isEmpty()) {
            throw PointInTimeError.UNKNOWN_COLUMN.problem(
                    "Unknown column: '" + name + "' of " + owner + "." + NearestName.hint(name, names()));
        }
        if (found.size() > 1) {
            throw PointInTimeError.UNKNOWN_COLUMN.problem("Invalid column: '" + name + "' is " + found.size()
                    + " times in " + owner + ". Rename all but one.");
        }
        return found.get(0);
    }

    /** The same for a column that must tell a time. */
    int timePosition(String name) {
        int position = position(name);
        if (!TIMES.contains(type(position))) {
            throw PointInTimeError.WRONG_TYPE.problem("Invalid time column: '" + name + "' of " + owner + " is a "
                    + SparkTypes.described(type(position)) + ". Cast it to a timestamp or a date.");
        }
        return position;
    }

    private List<Integer> positions(String name, BiPredicate<String, String> same) {
        return IntStream.range(0, names().size())
                .filter(i -> same.test(name, names().get(i)))
                .boxed()
                .toList();
    }
}
