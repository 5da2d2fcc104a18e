package dev.sluice.registry.database;

import org.jdbi.v3.core.locator.ClasspathSqlLocator;

/** The SQL that stands in files beside the class that runs it: {@code CLASS/NAME.sql}. */
public final class SqlResource {
    private static final ClasspathSqlLocator FILES = ClasspathSqlLocator.create();

    private SqlResource() {}

    public static String of(Class<?> owner, String name) {
        return FILES.locate(owner, name);
    }
}
