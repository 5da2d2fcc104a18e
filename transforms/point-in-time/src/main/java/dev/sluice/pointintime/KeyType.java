package dev.sluice.pointintime;

import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DecimalType;

/** The type in which a spine's key and a view's are compared: one that loses nothing of either. */
final class KeyType {
    private static final Set<DataType> WHOLE_NUMBERS =
            Set.of(DataTypes.ByteType, DataTypes.ShortType, DataTypes.IntegerType, DataTypes.LongType);
    private static final Set<DataType> INSTANTS = Set.of(DataTypes.TimestampType, DataTypes.TimestampNTZType);

    private KeyType() {}

    static Optional<DataType> common(DataType left, DataType right) {
        if (WHOLE_NUMBERS.contains(left) && WHOLE_NUMBERS.contains(right)) {
            return Optional.of(DataTypes.LongType);
        }
        if (INSTANTS.contains(left) && INSTANTS.contains(right)) {
            return Optional.of(DataTypes.TimestampType);
        }
        if (left instanceof DecimalType a && right instanceof DecimalType b) {
            return common(a, b);
        }
        return left.equals(right) ? Optional.of(left) : Optional.empty();
    }

    private static Optional<DataType> common(DecimalType left, DecimalType right) {
        int scale = Math.max(left.scale(), right.scale());
        int digits = Math.max(left.precision() - left.scale(), right.precision() - right.scale());
        return digits + scale > DecimalType.MAX_PRECISION()
                ? Optional.empty()
                : Optional.of(DataTypes.createDecimalType(digits + scale, scale));
    }
}
