package dev.sluice.online.benchmark.server;

import dev.sluice.online.OnlineStore;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.server.FeatureServer;
import dev.sluice.server.ServerOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The server in a process of its own, with the flags of {@code sluice serve}. */
final class ServerProcess implements AutoCloseable {
    private final Process process;
    private final int port;
    private final int grpcPort;

    private ServerProcess(Process process, int port, int grpcPort) {
        this.process = process;
        this.port = port;
        this.grpcPort = grpcPort;
    }

    /**
     * @param store {@code memory}, or the endpoint of a DynamoDB whose table is filled
     * @param processors those that it may use, as {@code taskset -c} takes them; all when empty
     */
    static ServerProcess start(int features, String store, String processors) throws IOException, InterruptedException {
        Path ports = Files.createTempFile("sluice-benchmark-", ".ports");
        List<String> command = new ArrayList<>(processors.isEmpty() ? List.of() : List.of("taskset", "-c", processors));
        command.addAll(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx1g",
                "-XX:+UseG1GC",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProcess.class.getName(),
                Integer.toString(features),
                ports.toString(),
                store));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        while (process.isAlive() && Files.size(ports) == 0) {
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
        String[] numbers = Files.readString(ports).strip().split(" ");
        Files.delete(ports);
        return new ServerProcess(process, Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));
    }

    long pid() {
        return process.pid();
    }

    int port() {
        return port;
    }

    int grpcPort() {
        return grpcPort;
    }

    /** What the process has used of the processors. */
    Duration cpu() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /** Its input ends, and so it does. */
    @Override
    public void close() throws IOException {
        process.getOutputStream().close();
    }

    /** Serves until the input ends; writes its ports to a file. */
    public static void main(String[] arguments) throws IOException {
        ServerOptions options = ServerOptions.DEFAULTS.withPorts(0, 0).withMaxConcurrent(10_000);
        try (FeatureServer server = FeatureServer.open(store(arguments[2], Integer.parseInt(arguments[0])), options);
                BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            Files.writeString(Path.of(arguments[1]), server.port() + " " + server.grpcPort() + "\n");
            while (input.readLine() != null) {
                // until the end
            }
        }
    }

    private static OnlineStore store(String where, int features) {
        return where.equals("memory") ? Vectors.store(features) : DynamoOnlineStore.open(where, Vectors.TABLE);
    }
}
