package dev.sluice.project;

/**
 * Where the online values are.
 *
 * @param store only {@code dynamodb}
 * @param endpoint {@code embedded}, {@code http://host:port}, {@code https://...}, {@code aws} or {@code dax://host:port}
 * @param table the name of the one table
 * @param writeUnits how many write units a second materializations use at most; 0 for as many as there are
 */
public record OnlineSettings(String store, String endpoint, String table, int writeUnits) {
    public static OnlineSettings defaults(String project) {
        return new OnlineSettings("dynamodb", "embedded", project + "_features", 0);
    }

    /** Whether values are read through a DAX cluster, which stands before the DynamoDB of the same region. */
    public boolean isBehindDax() {
        return endpoint.startsWith("dax");
    }

    /** Where the table is that is written and compared: no cache stands before it. */
    public String tableEndpoint() {
        return isBehindDax() ? "aws" : endpoint;
    }
}
