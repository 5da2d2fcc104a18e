package dev.sluice.online.benchmark.client;

import dev.sluice.client.FeatureClient;
import dev.sluice.client.FeatureVector;
import dev.sluice.online.EncodedRow;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.benchmark.LocalProcess;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import java.io.PrintWriter;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code materializer/benchmark/run client}. */
@Command(
        name = "materializer/benchmark/run client",
        description = "Compare the client with the SDK's clients on the same items of DynamoDB Local.",
        mixinStandardHelpOptions = true)
public final class ClientBenchmark implements Callable<Integer> {
    static final int CARDS = 100;

    @Option(names = "--rounds", description = "Rounds that count; as many warm up. Default: ${DEFAULT-VALUE}.")
    private int rounds = 21;

    @Option(names = "--calls", description = "Calls of a round. Default: ${DEFAULT-VALUE}.")
    private int calls = 200;

    @Option(
            names = "--jmh",
            description =
                    "Instead measure decoding, and the client over a store that answers at once, with JMH: times and"
                            + " bytes of a call; about two minutes.")
    private boolean jmh;

    @Spec
    private @Nullable CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(new CommandLine(new ClientBenchmark()).execute(arguments));
    }

    @Override
    public Integer call() throws RunnerException {
        if (jmh) {
            new Runner(new OptionsBuilder()
                            .include(ClientJmh.class.getName())
                            .addProfiler(GCProfiler.class)
                            .build())
                    .run();
            return 0;
        }
        PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
        new Turns(rounds, calls * 100, out).of("Decode a row of 50 numeric features", decoding());
        try (LocalProcess dynamo = LocalProcess.start();
                DynamoOnlineStore store = DynamoOnlineStore.open(dynamo.endpoint(), "benchmark");
                FeatureClient client = FeatureClient.connect(dynamo.endpoint(), "benchmark");
                SdkClients sdk = SdkClients.of(dynamo.endpoint())) {
            fill(store);
            sdk.fill();
            compare(client, sdk);
            new Turns(rounds, calls, out).of("Read one entity of 50 features", single(client, sdk));
            new Turns(rounds, Math.max(1, calls / 20), out).of("Read 100 entities", batch(client, sdk));
        }
        return 0;
    }

    private static void fill(DynamoOnlineStore store) {
        store.prepare();
        store.describe(FiftyFeatures.description());
        store.write(LongStream.range(0, CARDS)
                .mapToObj(card -> new OnlineChange.Put(FiftyFeatures.item(card)))
                .toList());
    }

    /** All contenders give the same floats of every entity. */
    private static void compare(FeatureClient client, SdkClients sdk) {
        for (int card = 0; card < CARDS; card++) {
            float[] expected = FiftyFeatures.floats(card);
            require(expected, floats(client, card));
            require(expected, sdk.raw(card));
            require(expected, sdk.enhanced(card));
        }
    }

    private static void require(float[] expected, float[] found) {
        if (!Arrays.equals(expected, found)) {
            throw new IllegalStateException(
                    "Answers differ: " + Arrays.toString(expected) + " and " + Arrays.toString(found));
        }
    }

    private static float[] floats(FeatureClient client, long card) {
        return client.get(FiftyFeatures.SERVICE, Map.of("card", card)).asFloats();
    }

    private static List<Contender> decoding() {
        byte[] row = FiftyFeatures.item(1).value();
        float[] floats = new float[FiftyFeatures.COUNT];
        return List.of(
                Contender.of("floats, into the caller's array", call -> {
                    EncodedRow open = FiftyFeatures.CODEC.open(row);
                    for (int i = 0; i < floats.length; i++) {
                        floats[i] = (float) open.number(i);
                    }
                    return floats[call % floats.length];
                }),
                Contender.of("one feature", call ->
                        (float) FiftyFeatures.CODEC.open(row).number(0)),
                Contender.of(
                        "all as objects",
                        call -> FiftyFeatures.CODEC.open(row).values().size()));
    }

    private static List<Contender> single(FeatureClient client, SdkClients sdk) {
        return List.of(
                Contender.of("SDK, GetItem, bytes as they are", call -> sdk.bytes(call % CARDS).length),
                Contender.of("SDK again", call -> sdk.bytes(call % CARDS).length),
                Contender.of("Sluice, get().asFloats()", call -> floats(client, call % CARDS)[0]),
                Contender.of("Enhanced Client, 50 attributes", call -> sdk.enhanced(call % CARDS)[0]));
    }

    private static List<Contender> batch(FeatureClient client, SdkClients sdk) {
        List<Map<String, Object>> all = LongStream.range(0, CARDS)
                .mapToObj(card -> Map.<String, Object>of("card", card))
                .toList();
        float[] floats = new float[CARDS * FiftyFeatures.COUNT];
        return List.of(
                Contender.of("SDK, BatchGetItem, bytes as they are", call -> sdk.allBytes()),
                Contender.of("SDK again", call -> sdk.allBytes()),
                Contender.of("Sluice, getAll(), all as floats", call -> {
                    int at = 0;
                    for (FeatureVector vector : client.getAll(FiftyFeatures.SERVICE, all)) {
                        vector.asFloats(floats, at);
                        at += FiftyFeatures.COUNT;
                    }
                    return floats[call % floats.length];
                }),
                Contender.of("Enhanced Client, 50 attributes", call -> sdk.allEnhanced()));
    }
}
