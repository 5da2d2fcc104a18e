package dev.sluice.registry.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** What differs between the kinds of databases, and one place in a database of that kind. */
interface Dialect {
    /** Where connections come from. A transaction on one of them locks so that no other's write is lost. */
    DataSource connections();

    /** A connection that stays open while the database is used; null where none need be. */
    @Nullable
    Connection anchor() throws SQLException;

    /** The database as messages name it; never a secret. */
    String location();

    DatabaseError errorOf(SQLException failure);

    /** What a person can do about a problem: whole sentences. */
    String advice(DatabaseError error);

    /** The schema that the tables lie in; empty for the only one. */
    String schema();

    /** The folder of what keeps tables append-only, beside those of other kinds of databases. */
    String folder();

    /** Whether there is something to connect to, as far as that can be told without connecting. */
    boolean isThere();

    /** The query that tells the time of the machine that it runs on; empty when that is this one. */
    String clock();

    /** Makes the place where the database will be. */
    void prepare();

    /** Runs the work while no other process of this machine runs such work on the same database. */
    void exclusively(Runnable work);
}
