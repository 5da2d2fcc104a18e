package dev.sluice.registry.database;

/** What PostgreSQL's SQLSTATEs mean for a registry (PostgreSQL documentation, appendix A). */
final class PostgresState {
    static final String INVALID_SCHEMA_NAME = "3F000";

    private PostgresState() {}

    static DatabaseError errorOf(String state) {
        return switch (state) {
            case "40001", "40P01" -> DatabaseError.CONFLICT;
            case "55P03", "57014" -> DatabaseError.BUSY;
            case "42P01", INVALID_SCHEMA_NAME -> DatabaseError.NO_TABLES;
            case "25006", "42501", "53100" -> DatabaseError.NOT_WRITABLE;
            case "XX001", "XX002" -> DatabaseError.DAMAGED;
            case "08001", "08004" -> DatabaseError.UNREACHABLE;
            default -> byClass(state);
        };
    }

    /** 28: wrong user or password; 3D: no such database; 53: too many connections; 08 and 57P: the connection broke. */
    private static DatabaseError byClass(String state) {
        if (state.startsWith("28") || state.startsWith("3D") || state.startsWith("53")) {
            return DatabaseError.UNREACHABLE;
        }
        boolean lost = state.startsWith("08") || state.startsWith("57P");
        return lost ? DatabaseError.CONNECTION_LOST : DatabaseError.REFUSED;
    }
}
