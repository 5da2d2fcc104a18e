package dev.sluice.online.benchmark.server;

import dev.sluice.online.benchmark.LocalProcess;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The server over DynamoDB for a long time, REST and gRPC in turns, and what is left in its heap after each minute. */
final class Soak {
    private static final Pattern USED = Pattern.compile("heap +total \\d+K, used (\\d+)K");
    private static final int WARM_MINUTES = 2;
    private static final double MOST_GROWTH = 1.1;
    private static final long TURN_NANOS = 30_000_000_000L;
    private static final double KIB_PER_MIB = 1024;

    private final int features;
    private final int connections;
    private final PrintWriter out;
    private final List<Double> heaps = new ArrayList<>();

    Soak(int features, int connections, PrintWriter out) {
        this.features = features;
        this.connections = connections;
        this.out = out;
    }

    /** Whether the heap stayed flat: after the warm-up at most a tenth above where it was then. */
    boolean run(int minutes) throws Exception {
        try (LocalProcess dynamo = LocalProcess.start();
                DynamoOnlineStore store = DynamoOnlineStore.open(dynamo.endpoint(), Vectors.TABLE)) {
            store.prepare();
            Vectors.filled(store, features);
            try (ServerProcess server = ServerProcess.start(features, dynamo.endpoint(), "");
                    OverHttp rest = OverHttp.features(server.port(), connections);
                    OverGrpc grpc = new OverGrpc(server.grpcPort())) {
                return ask(server, rest, grpc, minutes);
            }
        }
    }

    private boolean ask(ServerProcess server, OverHttp rest, OverGrpc grpc, int minutes) throws Exception {
        out.printf("%n%6s %12s %12s %24s%n", "minute", "REST/s", "gRPC/s", "heap after GC, MiB");
        for (int minute = 1; minute <= minutes; minute++) {
            double overRest = ClosedLoop.run(rest, connections, TURN_NANOS);
            double overGrpc = ClosedLoop.run(grpc, connections, TURN_NANOS);
            heaps.add(heap(server.pid()));
            out.printf("%6d %12.0f %12.0f %24.1f%n", minute, overRest, overGrpc, heaps.get(minute - 1));
            out.flush();
        }
        return told(isFlat());
    }

    private boolean isFlat() {
        List<Double> warm = heaps.subList(Math.min(WARM_MINUTES, heaps.size() - 1), heaps.size());
        return warm.get(warm.size() - 1) <= MOST_GROWTH * warm.get(0);
    }

    private boolean told(boolean flat) {
        out.println(flat ? "The heap is flat." : "The heap grows.");
        out.flush();
        return flat;
    }

    private static double heap(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        String info = jcmd(pid, "GC.heap_info");
        Matcher used = USED.matcher(info);
        if (!used.find()) {
            throw new IllegalStateException("No heap in: " + info);
        }
        return Long.parseLong(used.group(1)) / KIB_PER_MIB;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return said;
    }
}
