package dev.sluice.assembly;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** A hash of the content of rows, whatever their order. */
final class RowsHash {
    private RowsHash() {}

    /** The number of rows and their hash, without the columns that name the run that wrote them. */
    static String of(Dataset<Row> rows) {
        MessageDigest digest = sha256();
        long count = 0;
        for (String row :
                rows.drop("run_id", "created_time").toJSON().sort("value").collectAsList()) {
            digest.update(row.getBytes(StandardCharsets.UTF_8));
            digest.update((byte) '\n');
            count++;
        }
        return count + " rows " + HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
