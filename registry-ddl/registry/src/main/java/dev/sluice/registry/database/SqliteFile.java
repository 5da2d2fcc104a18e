package dev.sluice.registry.database;

import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;

/**
 * A SQLite database in a file, for the processes of one machine.
 *
 * <p>A transaction takes the write lock when it begins ({@code BEGIN IMMEDIATE}), so it can wait for its turn and never
 * has to be tried again. Readers do not wait (write-ahead log).
 */
final class SqliteFile implements Dialect {
    /** How long a process waits for the others. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final Object ONE_THREAD_AT_A_TIME = new Object();
    private static final int PRIMARY_CODE = 0xff;

    private final Path file;
    private final Duration patience;

    SqliteFile(Path file, Duration patience) {
        this.file = file;
        this.patience = patience;
    }

    @Override
    public DataSource connections() {
        SQLiteConfig config = new SQLiteConfig();
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout((int) patience.toMillis());
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toUri());
        return source;
    }

    /** Without it SQLite would end and begin its write-ahead log with each transaction. */
    @Override
    public Connection anchor() throws SQLException {
        return connections().getConnection();
    }

    @Override
    public String location() {
        return file.toString();
    }

    @Override
    public DatabaseError errorOf(SQLException failure) {
        SQLiteErrorCode code = SQLiteErrorCode.getErrorCode(failure.getErrorCode() & PRIMARY_CODE);
        return switch (code) {
            case SQLITE_BUSY, SQLITE_LOCKED -> DatabaseError.BUSY;
            case SQLITE_CORRUPT, SQLITE_NOTADB, SQLITE_FORMAT -> DatabaseError.DAMAGED;
            case SQLITE_READONLY, SQLITE_FULL, SQLITE_PERM -> DatabaseError.NOT_WRITABLE;
            case SQLITE_CANTOPEN, SQLITE_AUTH -> DatabaseError.UNREACHABLE;
            case SQLITE_IOERR -> DatabaseError.CONNECTION_LOST;
            default -> isMissingTable(failure) ? DatabaseError.NO_TABLES : DatabaseError.REFUSED;
        };
    }

    private static boolean isMissingTable(SQLException failure) {
        return String.valueOf(failure.getMessage()).contains("no such table");
    }

    @Override
    public String advice(DatabaseError error) {
        return switch (error) {
            case BUSY ->
                "Another process has held it for longer than " + patience.toSeconds()
                        + " s. Wait for that process, or end it, then try again.";
            case DAMAGED ->
                "The file is damaged, or no registry. Put a copy of it back, or move it away: "
                        + "`sluice apply` then makes a new one.";
            case NOT_OURS -> "Move the file away: `sluice apply` then makes a registry.";
            case NOT_WRITABLE -> "Make the file and its folder writable, and see that the disk is not full.";
            case UNREACHABLE ->
                "See that the folder is there and writable, and that the name is not taken by a folder.";
            case CONNECTION_LOST -> "See that the disk works and is not full, then try again.";
            default -> "Try again; if it stays so, report it.";
        };
    }

    @Override
    public String schema() {
        return "";
    }

    @Override
    public String folder() {
        return "sqlite";
    }

    @Override
    public boolean isThere() {
        return Files.exists(file);
    }

    @Override
    public String clock() {
        return "";
    }

    @Override
    public void prepare() {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
        } catch (IOException e) {
            throw unreachable(e);
        }
    }

    /** Waits for a lock file beside the database, which the system frees when its holder dies. */
    @Override
    public void exclusively(Runnable work) {
        Path lockFile = file.resolveSibling(file.getFileName() + ".lock");
        synchronized (ONE_THREAD_AT_A_TIME) {
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                assert lock.isValid();
                writeAhead();
                work.run();
            } catch (IOException e) {
                throw unreachable(e);
            } catch (SQLException e) {
                throw Problem.opening(this, e);
            }
        }
    }

    private void writeAhead() throws SQLException {
        try (Connection connection = connections().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
        }
    }

    private SluiceException unreachable(IOException cause) {
        return new SluiceException(
                DatabaseError.UNREACHABLE,
                "Cannot open registry " + file + ": " + cause + ". " + advice(DatabaseError.UNREACHABLE),
                cause);
    }
}
