package dev.sluice.pointintime;

import static org.apache.spark.sql.functions.hash;
import static org.apache.spark.sql.functions.udf;

import java.io.Serializable;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.api.java.UDF2;
import org.apache.spark.sql.api.java.UDF3;
import org.apache.spark.sql.expressions.UserDefinedFunction;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/** Where the time of hot keys is cut. A piece begins at its cut, the first at the beginning of time. */
final class KeyPieces implements Serializable {
    private static final long serialVersionUID = 1;

    /** Odd, so that no two pieces of a key have one place. */
    private static final int NEXT_PLACE = 0x9E3779B9;

    static final KeyPieces NONE = new KeyPieces(Map.of());

    private final HashMap<Integer, long[]> cuts;

    /**
     * @param cuts by the key's hash, each the moments of its cuts, ascending
     */
    KeyPieces(Map<Integer, long[]> cuts) {
        this.cuts = new HashMap<>(cuts);
    }

    boolean isEmpty() {
        return cuts.isEmpty();
    }

    /** Where a row of this key and moment goes: rows of one piece have one place, those of two pieces of a key have two. */
    Column place(Column key, Column moment) {
        if (isEmpty()) {
            return hash(key);
        }
        UserDefinedFunction place = udf((UDF2<Integer, @Nullable Long, Integer>) this::place, DataTypes.IntegerType);
        return place.apply(hash(key), moment);
    }

    Column isHot(Column key) {
        return hash(key).isin(cuts.keySet().toArray());
    }

    /** The cuts of this key that are after one moment and not after another, where null has no end. */
    Column cuts(Column key, Column after, Column until) {
        UserDefinedFunction between = udf(
                (UDF3<Integer, Long, @Nullable Long, long[]>) this::between,
                DataTypes.createArrayType(DataTypes.LongType, false));
        return between.apply(hash(key), after, until);
    }

    private int place(int hash, @Nullable Long moment) {
        long[] of = cuts.get(hash);
        return of == null || moment == null ? hash : hash + NEXT_PLACE * countUntil(of, moment);
    }

    private long[] between(int hash, long after, @Nullable Long until) {
        long[] of = cuts.getOrDefault(hash, new long[0]);
        int end = until == null ? of.length : countUntil(of, until);
        return Arrays.copyOfRange(of, Math.min(countUntil(of, after), end), end);
    }

    /** How many cuts are not after a moment. */
    private static int countUntil(long[] cuts, long moment) {
        int found = Arrays.binarySearch(cuts, moment);
        return found < 0 ? -found - 1 : found + 1;
    }
}
