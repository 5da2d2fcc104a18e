package dev.sluice.registry.database;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.Statement;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A process that brings a registry up to date and stops in the middle, after a statement that holds a text or after the
 * commit that follows it, until it is killed.
 */
final class HalfwayMigration {
    private final String text;
    private final boolean afterCommit;
    private boolean seen;

    private HalfwayMigration(String text, boolean afterCommit) {
        this.text = text;
        this.afterCommit = afterCommit;
    }

    static Dialect dialect(String place) {
        return place.startsWith("jdbc:")
                ? PostgresServer.at(place, name -> null)
                : new SqliteFile(Path.of(place), SqliteFile.PATIENCE);
    }

    /** Arguments: the URL or file, the text, {@code statement} or {@code commit}. */
    public static void main(String[] arguments) {
        HalfwayMigration halfway = new HalfwayMigration(arguments[1], arguments[2].equals("commit"));
        Migrations.bringUpToDate(new DialectDecorator(dialect(arguments[0])) {
            @Override
            public DataSource connections() {
                DataSource source = super.connections();
                return (DataSource) halfway.watched(DataSource.class, source);
            }
        });
        System.out.println("through");
    }

    private Object watched(Class<?> type, Object target) {
        return Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> observed(call(target, method, arguments), method, arguments));
    }

    private @Nullable Object observed(@Nullable Object result, Method method, Object @Nullable [] arguments)
            throws IOException {
        if (result instanceof Connection) {
            return watched(Connection.class, result);
        }
        if (result instanceof PreparedStatement) {
            note(arguments);
            return watched(PreparedStatement.class, result);
        }
        if (result instanceof Statement) {
            return watched(Statement.class, result);
        }
        note(arguments);
        if (method.getName().startsWith("execute")) {
            stopIf(seen && !afterCommit);
        } else if (method.getName().equals("commit")) {
            stopIf(seen && afterCommit);
        }
        return result;
    }

    private void note(Object @Nullable [] arguments) {
        seen |= arguments != null
                && Stream.of(arguments)
                        .anyMatch(argument -> String.valueOf(argument).contains(text));
    }

    private static void stopIf(boolean now) throws IOException {
        if (now) {
            System.out.println("halfway");
            System.in.read();
        }
    }

    private static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getTargetException();
        }
    }
}
