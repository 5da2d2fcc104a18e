package dev.sluice.online.benchmark.server;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Stream;
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

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "0",
            description = "Questions a second of the open loop; default: half of what the contender takes.")
    private double rate;

    @Option(names = "--seed", defaultValue = "1", description = "Of the moments of the questions; default: 1.")
    private long seed;

    @Option(
            names = "--soak",
            paramLabel = "MINUTES",
            defaultValue = "0",
            description =
                    "Instead ask for so long over DynamoDB, and watch the server's heap; exit status 1 when it grows.")
    private int soakMinutes;

    @Option(
            names = "--server-cpus",
            paramLabel = "LIST",
            defaultValue = "",
            description = "Processors for the server alone, as taskset takes them; start this with the others.")
    private String serverProcessors = "";

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
        try (ServerProcess server = ServerProcess.start(features, "memory", serverProcessors);
                InProcess inProcess = new InProcess(features);
                OverHttp fixed = OverHttp.fixed(server.port(), connections);
                OverHttp rest = OverHttp.features(server.port(), connections);
                OverGrpc grpc = new OverGrpc(server.grpcPort())) {
            compare(inProcess, rest, grpc);
            List<Saturation> most = saturate(server, List.of(fixed, rest, grpc), out);
            latencies(List.of(inProcess, fixed, rest), most.get(1), out);
            latencies(List.of(inProcess, fixed, grpc), most.get(2), out);
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

    private List<Saturation> saturate(ServerProcess server, List<Contender> contenders, PrintWriter out) {
        List<List<Saturation>> turns = turns(contenders, contender -> turn(server, contender));
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

    /** Lets them take turns, and tells for each what its turns gave; the first round is cold and does not count. */
    private <T> List<List<T>> turns(List<Contender> contenders, Function<Contender, T> turn) {
        List<List<T>> turns = contenders.stream()
                .map(contender -> (List<T>) new ArrayList<T>())
                .toList();
        for (int round = 0; round <= rounds; round++) {
            for (int i = 0; i < contenders.size(); i++) {
                T result = turn.apply(contenders.get(i));
                if (round > 0) {
                    turns.get(i).add(result);
                }
            }
        }
        return turns;
    }

    private Saturation turn(ServerProcess server, Contender contender) {
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

    /** What the last of them adds to each of the others. */
    private void latencies(List<Contender> contenders, Saturation most, PrintWriter out) {
        double perSecond = rate > 0 ? rate : most.perSecond() / 2;
        Random random = new Random(seed);
        List<List<OpenLoop>> turns = turns(contenders, contender -> asked(contender, perSecond, random));
        int last = contenders.size() - 1;
        out.printf(
                "%nOpen loop, %.0f a second (%.2f of what %s takes), microseconds, medians of the turns%n",
                perSecond, perSecond / most.perSecond(), contenders.get(last).name());
        out.printf("%-26s %10s %10s %10s %10s %8s%n", "", "p50", "p99", "p99.9", "max", "wrong");
        for (int i = 0; i <= last; i++) {
            print(contenders.get(i).name(), turns.get(i), out);
        }
        for (int i = 0; i < last; i++) {
            printAdded(contenders.get(i).name(), turns.get(i), turns.get(last), out);
        }
        out.flush();
    }

    private static void printAdded(String to, List<OpenLoop> base, List<OpenLoop> measured, PrintWriter out) {
        out.printf(
                "%-26s %10.0f %10.0f%n",
                "added to " + to, micros(measured, 50) - micros(base, 50), micros(measured, 99) - micros(base, 99));
    }

    private OpenLoop asked(Contender contender, double perSecond, Random random) {
        OpenLoop loop = new OpenLoop();
        loop.run(contender, perSecond, seconds * 1_000_000_000L, random);
        return loop;
    }

    private static double micros(List<OpenLoop> turns, double percentile) {
        double[] values = turns.stream()
                .mapToDouble(turn -> turn.latencies().getValueAtPercentile(percentile) / 1e3)
                .sorted()
                .toArray();
        return values[values.length / 2];
    }

    private static void print(String name, List<OpenLoop> turns, PrintWriter out) {
        out.printf(
                "%-26s %10.0f %10.0f %10.0f %10.0f %8d%n",
                name,
                micros(turns, 50),
                micros(turns, 99),
                micros(turns, 99.9),
                micros(turns, 100),
                turns.stream().mapToLong(OpenLoop::wrong).sum());
        turns.stream()
                .flatMap(turn -> Stream.ofNullable(turn.firstProblem()))
                .findFirst()
                .ifPresent(problem -> out.println("  wrong was: " + problem));
    }
}
