package dev.sluice.online.benchmark.server;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** What the server adds to the client in-process, and what it can take beside a route that only says that it is up. */
@Command(name = "server", mixinStandardHelpOptions = true, sortOptions = false)
final class ServerBenchmark implements Callable<Integer> {
    @Option(names = "--features", defaultValue = "50", description = "Features of the service; default: 50.")
    private int features;

    @Option(names = "--rounds", defaultValue = "5", description = "How often the contenders take turns; default: 5.")
    private int rounds;

    @Option(names = "--seconds", defaultValue = "5", description = "How long a turn is; default: 5.")
    private int seconds;

    @Option(
            names = "--connections",
            defaultValue = "32",
            description = "HTTP connections, and the most questions open when the server is saturated; default: 32.")
    private int connections;

    @Option(names = "--seed", defaultValue = "1", description = "Of the moments of the questions; default: 1.")
    private long seed;

    @Option(
            names = "--soak",
            paramLabel = "MINUTES",
            defaultValue = "0",
            description =
                    "Instead ask for so long over DynamoDB, and watch the server's heap; exit status 1 when it grows.")
    private int soakMinutes;

    @Spec
    private @org.jspecify.annotations.Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ServerBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        PrintWriter out = java.util.Objects.requireNonNull(spec).commandLine().getOut();
        if (soakMinutes > 0) {
            return new Soak(features, connections, out).run(soakMinutes) ? 0 : 1;
        }
        try (ServerProcess server = ServerProcess.start(features);
                InProcess inProcess = new InProcess(features);
                OverHttp fixed = OverHttp.fixed(server.port(), connections);
                OverHttp rest = OverHttp.features(server.port(), connections);
                OverGrpc grpc = new OverGrpc(server.grpcPort())) {
            compare(inProcess, rest, grpc);
            List<Saturation> most = saturate(server, List.of(fixed, rest, grpc), out);
            latencies(inProcess, rest, most.get(1).perSecond() / 2, out);
            latencies(inProcess, grpc, most.get(2).perSecond() / 2, out);
        }
        return 0;
    }

    private static void compare(Contender expected, Contender... others) {
        for (Contender other : others) {
            for (int entity = 0; entity < Vectors.ENTITIES; entity += 37) {
                if (!expected.firstValue(entity).equals(other.firstValue(entity))) {
                    throw new IllegalStateException(other.name() + " answers " + other.firstValue(entity)
                            + " and the client " + expected.firstValue(entity));
                }
            }
        }
    }

    /** What a contender takes at most, and the server's processor time for it. */
    private record Saturation(double perSecond, double cpuMicros) {}

    private List<Saturation> saturate(ServerProcess server, List<Contender> contenders, PrintWriter out)
            throws InterruptedException {
        List<List<Saturation>> turns = contenders.stream()
                .map(contender -> (List<Saturation>) new ArrayList<Saturation>())
                .toList();
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                Saturation turn = turn(server, contenders.get(i));
                if (round > 0) { // the first is cold
                    turns.get(i).add(turn);
                }
            }
        }
        List<Saturation> most = turns.stream().map(ServerBenchmark::median).toList();
        out.printf("%nSaturated, %d questions at a time, median of %d turns of %d s%n", connections, rounds, seconds);
        out.printf("%-20s %10s %8s %22s%n", "", "a second", "ratio", "server CPU us/request");
        for (int i = 0; i < most.size(); i++) {
            Saturation value = most.get(i);
            double ratio = value.perSecond() / most.get(0).perSecond();
            String name = contenders.get(i).name();
            out.printf("%-20s %10.0f %8.2f %22.1f%n", name, value.perSecond(), ratio, value.cpuMicros());
        }
        out.flush();
        return most;
    }

    private Saturation turn(ServerProcess server, Contender contender) throws InterruptedException {
        Duration before = server.cpu();
        double rate = ClosedLoop.run(contender, connections, seconds * 1_000_000_000L);
        return new Saturation(rate, server.cpu().minus(before).toNanos() / 1e3 / (rate * seconds));
    }

    private static Saturation median(List<Saturation> turns) {
        double[] rates =
                turns.stream().mapToDouble(Saturation::perSecond).sorted().toArray();
        double[] cpus =
                turns.stream().mapToDouble(Saturation::cpuMicros).sorted().toArray();
        return new Saturation(rates[rates.length / 2], cpus[cpus.length / 2]);
    }

    private void latencies(Contender base, Contender contender, double perSecond, PrintWriter out) {
        OpenLoop baseline = new OpenLoop();
        OpenLoop measured = new OpenLoop();
        Random random = new Random(seed);
        for (int round = 0; round < rounds; round++) {
            baseline.run(base, perSecond, seconds * 1_000_000_000L, random);
            measured.run(contender, perSecond, seconds * 1_000_000_000L, random);
        }
        out.printf("%nOpen loop, %.0f a second (half of what %s takes), microseconds%n", perSecond, contender.name());
        out.printf("%-20s %10s %10s %10s %10s %8s%n", "", "p50", "p99", "p99.9", "max", "wrong");
        print(base.name(), baseline, out);
        print(contender.name(), measured, out);
        out.printf("%-20s %10.0f %10.0f%n", "added", added(baseline, measured, 50), added(baseline, measured, 99));
        out.flush();
    }

    private static double added(OpenLoop base, OpenLoop measured, double percentile) {
        return micros(measured, percentile) - micros(base, percentile);
    }

    private static double micros(OpenLoop loop, double percentile) {
        return loop.latencies().getValueAtPercentile(percentile) / 1e3;
    }

    private static void print(String name, OpenLoop loop, PrintWriter out) {
        out.printf(
                "%-20s %10.0f %10.0f %10.0f %10.0f %8d%n",
                name, micros(loop, 50), micros(loop, 99), micros(loop, 99.9), micros(loop, 100), loop.wrong());
    }
}
