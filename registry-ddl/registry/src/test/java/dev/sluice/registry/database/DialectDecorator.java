package dev.sluice.registry.database;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** A dialect that does what another does, but for what a test overrides. */
class DialectDecorator implements Dialect {
    private final Dialect decorated;

    DialectDecorator(Dialect decorated) {
        this.decorated = decorated;
    }

    @Override
    public DataSource connections() {
        return decorated.connections();
    }

    @Override
    public @Nullable Connection anchor() throws SQLException {
        return decorated.anchor();
    }

    @Override
    public String location() {
        return decorated.location();
    }

    @Override
    public DatabaseError errorOf(SQLException failure) {
        return decorated.errorOf(failure);
    }

    @Override
    public String advice(DatabaseError error) {
        return decorated.advice(error);
    }

    @Override
    public String schema() {
        return decorated.schema();
    }

    @Override
    public String folder() {
        return decorated.folder();
    }

    @Override
    public boolean isThere() {
        return decorated.isThere();
    }

    @Override
    public String clock() {
        return decorated.clock();
    }

    @Override
    public void prepare() {
        decorated.prepare();
    }

    @Override
    public void exclusively(Runnable work) {
        decorated.exclusively(work);
    }
}
