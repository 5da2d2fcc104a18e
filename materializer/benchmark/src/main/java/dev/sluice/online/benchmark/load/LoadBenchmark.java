package dev.sluice.online.benchmark.load;

import com.sun.management.OperatingSystemMXBean;
import dev.sluice.feature.ViewId;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.benchmark.LocalProcess;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Writes the same rows in several ways, which take turns, and compares what the tables hold then. */
@Command(name = "load", mixinStandardHelpOptions = true, description = "What writing rows to DynamoDB costs.")
public final class LoadBenchmark implements Callable<Integer> {
    /** The event time of the rows that are written first. */
    static final long FIRST = 1;

    private static final int CHUNK = 1_000;
    private static final int IN_FLIGHT = 16;
    private static final int PARTITIONS = 4;
    private static final List<String> CONTENDERS = List.of("bare batches", "bare statements", "sluice", "single puts");
    private static final double NANOS = 1e9;
    private static final OperatingSystemMXBean PROCESS =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    @Option(names = "--rows", defaultValue = "8000", description = "Rows; default: ${DEFAULT-VALUE}.")
    private int rows;

    @Option(names = "--bytes", defaultValue = "400", description = "Bytes of a row; default: ${DEFAULT-VALUE}.")
    private int bytes;

    @Option(names = "--rounds", defaultValue = "4", description = "Rounds, the first cold; default: ${DEFAULT-VALUE}.")
    private int rounds;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private final ExecutorService threads = Executors.newFixedThreadPool(IN_FLIGHT);
    private final Map<String, List<double[]>> measured = new HashMap<>();

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new LoadBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws Exception {
        try (LocalProcess dynamo = LocalProcess.start()) {
            for (int round = 0; round < rounds; round++) {
                round(round, dynamo.endpoint());
            }
        } finally {
            threads.shutdownNow();
        }
        report(spec.commandLine().getOut());
        return 0;
    }

    /** All contenders write new rows, then newer ones, then the same again; an old row in between must not get through. */
    private void round(int round, String endpoint) throws Exception {
        List<OnlineItem> first = items(FIRST);
        List<OnlineItem> newer = items(FIRST + 1);
        List<Integer> contents = new ArrayList<>();
        List<String> names = new ArrayList<>(CONTENDERS);
        Collections.rotate(names, round);
        for (String name : names) {
            String table = name.replace(' ', '_') + "_" + round;
            try (Contender contender = contender(name, endpoint, table)) {
                measure(round, contender, "new", first);
                measure(round, contender, "newer", newer);
                measure(round, contender, "unchanged", newer);
                contents.add(contents(endpoint, table));
            }
        }
        if (contents.stream().distinct().count() != 1) {
            throw new IllegalStateException("The tables differ in round " + round + ": " + contents);
        }
    }

    private Contender contender(String name, String endpoint, String table) {
        DynamoOnlineStore store = DynamoOnlineStore.open(endpoint, table);
        store.prepare();
        return switch (name) {
            case "bare batches" -> new BareBatches(client(endpoint), table, threads);
            case "bare statements" -> new BareStatements(client(endpoint), table, threads);
            case "single puts" -> new SinglePuts(client(endpoint), table, threads);
            default -> new SluiceWriter(store);
        };
    }

    private void measure(int round, Contender contender, String what, List<OnlineItem> items) throws Exception {
        System.gc();
        long cpu = PROCESS.getProcessCpuTime();
        long wall = System.nanoTime();
        inPartitions(contender, items);
        double seconds = (System.nanoTime() - wall) / NANOS;
        double cpuMicros = (PROCESS.getProcessCpuTime() - cpu) / 1e3 / items.size();
        if (round > 0) {
            measured.computeIfAbsent(what + "/" + contender.name(), key -> new ArrayList<>())
                    .add(new double[] {items.size() / seconds, cpuMicros});
        }
    }

    private static void inPartitions(Contender contender, List<OnlineItem> items) {
        ExecutorService partitions = Executors.newFixedThreadPool(PARTITIONS);
        List<Future<?>> running = new ArrayList<>();
        for (int from = 0; from < items.size(); from += CHUNK) {
            List<OnlineItem> chunk = items.subList(from, Math.min(items.size(), from + CHUNK));
            running.add(partitions.submit(() -> contender.write(chunk)));
        }
        running.forEach(Awaited::of);
        partitions.shutdown();
    }

    private List<OnlineItem> items(long event) {
        Random random = new Random(event);
        return IntStream.range(0, rows)
                .mapToObj(i -> {
                    byte[] value = new byte[bytes];
                    random.nextBytes(value);
                    return new OnlineItem(
                            new ItemKey("airport|%08d".formatted(i), new ViewId("airport_delays", 1)),
                            value,
                            event,
                            0,
                            null);
                })
                .toList();
    }

    private static int contents(String endpoint, String table) {
        try (DynamoDbClient client = client(endpoint)) {
            return client.scanPaginator(request -> request.tableName(table)).items().stream()
                    .mapToInt(Object::hashCode)
                    .sum();
        }
    }

    private static DynamoDbClient client(String endpoint) {
        return DynamoDbClient.builder()
                .httpClientBuilder(Apache5HttpClient.builder().maxConnections(64))
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }

    private void report(PrintWriter out) {
        out.printf(Locale.ROOT, "%d rows of %d bytes, %d rounds; medians%n", rows, bytes, rounds - 1);
        for (String what : List.of("new", "newer", "unchanged")) {
            double[] bare = median(what + "/bare batches");
            for (String name : CONTENDERS) {
                double[] of = median(what + "/" + name);
                out.printf(
                        Locale.ROOT,
                        "%-10s %-15s %7.0f rows/s (%4.2f of bare)  %6.0f us client CPU a row (%4.2f of bare)%n",
                        what,
                        name,
                        of[0],
                        of[0] / bare[0],
                        of[1],
                        of[1] / bare[1]);
            }
        }
        out.flush();
    }

    private double[] median(String key) {
        List<double[]> values = measured.getOrDefault(key, List.of());
        return new double[] {median(values, 0), median(values, 1)};
    }

    private static double median(List<double[]> values, int column) {
        double[] sorted =
                values.stream().mapToDouble(value -> value[column]).sorted().toArray();
        return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
    }
}
