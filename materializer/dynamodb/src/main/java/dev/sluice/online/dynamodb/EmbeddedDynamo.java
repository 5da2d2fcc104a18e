package dev.sluice.online.dynamodb;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.MalformedURLException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * DynamoDB Local inside this process, its data in a folder that one process at a time may use.
 *
 * <p>It runs in a class loader of its own, below which nothing of Sluice is seen: its libraries and Spark's do not agree.
 */
public final class EmbeddedDynamo implements AutoCloseable {
    private static final String RUNNER = "com.amazonaws.services.dynamodbv2.local.main.ServerRunner";

    private final @Nullable FolderLock lock;
    private final URLClassLoader loader;
    private final Object server;
    private final URI endpoint;

    private EmbeddedDynamo(@Nullable FolderLock lock, URLClassLoader loader, Object server, URI endpoint) {
        this.lock = lock;
        this.loader = loader;
        this.server = server;
        this.endpoint = endpoint;
    }

    /**
     * Starts it.
     *
     * @param jars the folder of DynamoDB Local's jars
     * @param data the folder of the data, made when it is not there
     */
    public static EmbeddedDynamo start(Path jars, Path data) {
        return start(jars, FolderLock.take(data), data.toString(), "-dbPath", data.toString(), "-sharedDb");
    }

    /** Starts one whose data goes with it, for tests and benchmarks. */
    public static EmbeddedDynamo inMemory(Path jars) {
        return start(jars, null, "memory", "-inMemory");
    }

    private static EmbeddedDynamo start(Path jars, @Nullable FolderLock lock, String where, String... data) {
        try {
            URLClassLoader loader = new URLClassLoader(urls(jars), ClassLoader.getPlatformClassLoader());
            int port = freePort();
            Object server = startServer(loader, port, data);
            return new EmbeddedDynamo(lock, loader, server, URI.create("http://127.0.0.1:" + port));
        } catch (ReflectiveOperationException | IOException | UncheckedIOException e) {
            if (lock != null) {
                lock.close();
            }
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw DynamoError.EMBEDDED_STORE.problem(
                    "Cannot start the embedded online store in " + where + ": " + cause + ". Install Sluice again.", e);
        }
    }

    private static Object startServer(URLClassLoader loader, int port, String... data)
            throws ReflectiveOperationException {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            List<String> arguments = new ArrayList<>(List.of("-port", Integer.toString(port), "-disableTelemetry"));
            arguments.addAll(List.of(data));
            Object server = loader.loadClass(RUNNER)
                    .getMethod("createServerFromCommandLineArgs", String[].class)
                    .invoke(null, (Object) arguments.toArray(String[]::new));
            server.getClass().getMethod("start").invoke(server);
            return server;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    private static URL[] urls(Path jars) throws IOException {
        try (Stream<Path> files = Files.list(jars)) {
            List<URL> urls = files.filter(file -> file.toString().endsWith(".jar"))
                    .sorted()
                    .map(EmbeddedDynamo::url)
                    .toList();
            return urls.toArray(URL[]::new);
        }
    }

    private static URL url(Path file) {
        try {
            return file.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Where it answers. DynamoDB Local listens on all of the machine's addresses and asks for no password: it is for development. */
    public URI endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        try (lock;
                loader) {
            server.getClass().getMethod("stop").invoke(server);
            awaitThreads();
        } catch (ReflectiveOperationException | IOException e) {
            throw DynamoError.EMBEDDED_STORE.problem("Cannot stop the embedded online store: " + e + ".", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The database's threads end some time after the server has stopped, and load classes until then. */
    private void awaitThreads() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getContextClassLoader() == loader && thread.getName().startsWith("SQLiteQueue")) {
                thread.join(2_000);
            }
        }
    }
}
