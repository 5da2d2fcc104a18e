package dev.sluice.online.benchmark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** DynamoDB Local in a process of its own, so that its work is not counted as ours. */
public final class LocalProcess implements AutoCloseable {
    private static final Path JARS =
            Path.of(System.getProperty("sluice.root"), "materializer/dynamodb-local/target/jars");

    private final Process process;
    private final int port;

    private LocalProcess(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    public static LocalProcess start() {
        try {
            int port = freePort();
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            JARS.resolve("*").toString(),
                            "com.amazonaws.services.dynamodbv2.local.main.ServerRunner",
                            "-inMemory",
                            "-disableTelemetry",
                            "-port",
                            Integer.toString(port))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            LocalProcess started = new LocalProcess(process, port);
            started.awaitPort();
            return started;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String endpoint() {
        return "http://127.0.0.1:" + port;
    }

    private void awaitPort() throws IOException {
        long until = System.nanoTime() + Duration.ofMinutes(1).toNanos();
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() > until) {
                close();
                throw new IOException("DynamoDB Local did not start from " + JARS + ".");
            }
        }
    }

    private boolean answers() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return pause();
        }
    }

    private boolean pause() {
        try {
            return process.waitFor(50, TimeUnit.MILLISECONDS) && false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
