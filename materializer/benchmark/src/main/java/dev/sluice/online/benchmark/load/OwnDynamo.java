package dev.sluice.online.benchmark.load;

import dev.sluice.online.dynamodb.EmbeddedDynamo;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** DynamoDB Local in memory, in a process of its own, so that its work is not counted as ours. */
final class OwnDynamo implements AutoCloseable {
    private static final String ANNOUNCED = "listening at ";

    private final Process process;
    private final String endpoint;

    private OwnDynamo(Process process, String endpoint) {
        this.process = process;
        this.endpoint = endpoint;
    }

    static OwnDynamo start() throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx1g",
                        "-Dsluice.root=" + System.getProperty("sluice.root"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        OwnDynamo.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(ANNOUNCED)) {
                return new OwnDynamo(process, line.substring(ANNOUNCED.length()));
            }
        }
        throw new IllegalStateException("DynamoDB Local did not start");
    }

    String endpoint() {
        return endpoint;
    }

    @Override
    public void close() {
        process.destroy();
    }

    /** The process itself; it ends with the one that started it. */
    public static void main(String[] arguments) throws IOException {
        Path jars = Path.of(System.getProperty("sluice.root"), "materializer/dynamodb-local/target/jars");
        String endpoint = EmbeddedDynamo.inMemory(jars).endpoint().toString();
        new java.io.PrintStream(new java.io.FileOutputStream(java.io.FileDescriptor.out), true, StandardCharsets.UTF_8)
                .println(ANNOUNCED + endpoint);
        ProcessHandle.current().parent().ifPresent(parent -> parent.onExit().join());
        Runtime.getRuntime().halt(0);
    }
}
