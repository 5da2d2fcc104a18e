package dev.sluice.registry.database;

import dev.sluice.problem.SluiceException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The URL of a PostgreSQL, as its driver reads it: {@code jdbc:postgresql://host:port/database?parameter=value}.
 *
 * <p>It is checked before the driver sees it, since that takes a password before the host for a part of the host's name,
 * and shows it in its messages.
 */
final class PostgresUrl {
    /** Where the tables lie, unless the URL says otherwise with {@code currentSchema}. */
    static final String SCHEMA = "sluice";

    private static final String HOST = "(\\[[0-9A-Fa-f:.]+]|[^\\s/@?:,\\[\\]]*)(:\\d{1,5})?";
    private static final Pattern URL =
            Pattern.compile("jdbc:postgresql:(//" + HOST + "(," + HOST + ")*/)?[^/@?]*(\\?.*)?");
    private static final int CONNECT_SECONDS = 10;
    private static final int ANSWER_SECONDS = 60;

    private final String url;
    private final Properties said;

    private PostgresUrl(String url, Properties said) {
        this.url = url;
        this.said = said;
    }

    static PostgresUrl parse(String url) {
        Properties said = URL.matcher(url).matches() ? Driver.parseURL(url, null) : null;
        if (said == null) {
            throw new SluiceException(
                    DatabaseError.INVALID_ADDRESS,
                    "Invalid registry: the address after jdbc:postgresql: cannot be read. Write "
                            + "jdbc:postgresql://host:port/database, and give user and password in "
                            + "SLUICE_REGISTRY_USER and SLUICE_REGISTRY_PASSWORD.");
        }
        return new PostgresUrl(url, said);
    }

    /**
     * Where connections come from. Who connects: as the URL says; else SLUICE_REGISTRY_USER and SLUICE_REGISTRY_PASSWORD;
     * else PGUSER and PGPASSWORD; else the driver's own defaults (the system's user, ~/.pgpass).
     */
    PGSimpleDataSource source(UnaryOperator<@Nullable String> environment) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setUrl(url);
        if (source.getUser() == null) {
            source.setUser(firstSet(environment, "SLUICE_REGISTRY_USER", "PGUSER"));
        }
        if (source.getPassword() == null) {
            source.setPassword(firstSet(environment, "SLUICE_REGISTRY_PASSWORD", "PGPASSWORD"));
        }
        complete(source);
        return source;
    }

    private void complete(PGSimpleDataSource source) {
        whereUnsaid("currentSchema", () -> source.setCurrentSchema(SCHEMA));
        whereUnsaid("ApplicationName", () -> source.setApplicationName("sluice"));
        whereUnsaid("connectTimeout", () -> source.setConnectTimeout(CONNECT_SECONDS));
        whereUnsaid("socketTimeout", () -> source.setSocketTimeout(ANSWER_SECONDS));
        whereUnsaid("tcpKeepAlive", () -> source.setTcpKeepAlive(true));
    }

    private void whereUnsaid(String parameter, Runnable setting) {
        if (said.getProperty(parameter) == null) {
            setting.run();
        }
    }

    private static @Nullable String firstSet(
            UnaryOperator<@Nullable String> environment, String name, String alternative) {
        String value = environment.apply(name);
        return value == null ? environment.apply(alternative) : value;
    }

    /** Where it connects to, without anything that could be a secret. */
    static String shown(PGSimpleDataSource source) {
        List<String> hosts = new ArrayList<>();
        String[] names = source.getServerNames();
        int[] ports = source.getPortNumbers();
        for (int i = 0; i < names.length; i++) {
            hosts.add(ports[i] == 0 ? names[i] : names[i] + ":" + ports[i]);
        }
        return "jdbc:postgresql://" + String.join(",", hosts) + "/" + source.getDatabaseName();
    }
}
