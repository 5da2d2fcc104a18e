package dev.sluice.objectstore;

import dev.sluice.project.StorageSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process that speaks S3 (S3Mock), with an empty bucket. */
public final class S3StandIn implements AutoCloseable {
    public static final String BUCKET = "lake";

    /** What it takes for credentials: anything. */
    public static final Map<String, String> CREDENTIALS =
            Map.of("AWS_ACCESS_KEY_ID", "nobody", "AWS_SECRET_ACCESS_KEY", "nothing", "AWS_REGION", "us-east-1");

    private static final long MOST_NANOS = 120_000_000_000L;

    private final Process process;
    private final String direct;
    private final ConditionalProxy proxy;

    private S3StandIn(Process process, String direct, ConditionalProxy proxy) {
        this.process = process;
        this.direct = direct;
        this.proxy = proxy;
    }

    /** Starts one; its output goes to a file beside the folder for its objects. */
    public static S3StandIn start(Path folder) {
        try {
            int port = freePort();
            Path output = Files.createDirectories(folder).resolve("s3mock.txt");
            Process process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin/java").toString(),
                            "-Xmx256m",
                            "-XX:TieredStopAtLevel=1",
                            "-XX:+UseSerialGC",
                            "-Djava.io.tmpdir=" + folder,
                            "-jar",
                            jar().toString(),
                            "--server.port=0",
                            "--http.port=" + port,
                            "--com.adobe.testing.s3mock.store.initial-buckets=" + BUCKET + ",forgetful")
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            String direct = "http://127.0.0.1:" + port;
            S3StandIn standIn = new S3StandIn(process, direct, ConditionalProxy.deciding(direct));
            standIn.await(output);
            return standIn;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path jar() {
        return Path.of(System.getProperty("sluice.root"), "transforms/object-store/target/stand-in/s3mock.jar");
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void await(Path output) throws IOException {
        long deadline = System.nanoTime() + MOST_NANOS;
        while (!Files.readString(output).contains("Started S3MockApplication")) {
            if (!process.isAlive() || System.nanoTime() > deadline) {
                close();
                throw new AssertionError("The S3 stand-in did not start:\n" + Files.readString(output));
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(50);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("Interrupted while waiting for the S3 stand-in", e);
        }
    }

    public String endpoint() {
        return proxy.endpoint();
    }

    /** Where conditional writes are not yet made one decision. */
    String direct() {
        return direct;
    }

    /** Settings of a project whose lake is here. */
    public StorageSettings settings() {
        return settings(endpoint());
    }

    static StorageSettings settings(String endpoint) {
        return new StorageSettings(
                endpoint,
                "us-east-1",
                true,
                Map.of(
                        "fs.s3a.attempts.maximum", "2",
                        "fs.s3a.retry.limit", "2"));
    }

    /** The properties that give a process of this machine its credentials. */
    public static List<String> credentialOptions() {
        return List.of("-Daws.accessKeyId=nobody", "-Daws.secretKey=nothing");
    }

    @Override
    public void close() {
        proxy.close();
        process.destroyForcibly();
    }
}
