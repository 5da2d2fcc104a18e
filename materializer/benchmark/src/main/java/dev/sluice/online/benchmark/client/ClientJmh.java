package dev.sluice.online.benchmark.client;

import dev.sluice.client.FeatureClient;
import dev.sluice.online.EncodedRow;
import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineStore;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Decoding fifty numeric features, and the client over a store that answers at once: all that is the client's own. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(2)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ClientJmh {
    private final byte[] row = FiftyFeatures.item(1).value();
    private final float[] floats = new float[FiftyFeatures.COUNT];
    private final Map<String, Object> keys = Map.of("card", 1L);
    private final FeatureClient client = FeatureClient.over(store());

    private static OnlineStore store() {
        OnlineStore store = new InMemoryOnlineStore();
        store.describe(FiftyFeatures.description());
        store.write(List.of(new OnlineChange.Put(FiftyFeatures.item(1))));
        return store;
    }

    @TearDown
    public void close() {
        client.close();
    }

    @Benchmark
    public float[] decodeFloats() {
        EncodedRow open = FiftyFeatures.CODEC.open(row);
        for (int i = 0; i < floats.length; i++) {
            floats[i] = (float) open.number(i);
        }
        return floats;
    }

    @Benchmark
    public float decodeOne() {
        return (float) FiftyFeatures.CODEC.open(row).number(0);
    }

    @Benchmark
    public List<?> decodeObjects() {
        return FiftyFeatures.CODEC.open(row).values();
    }

    @Benchmark
    public float[] get() {
        return client.get(FiftyFeatures.SERVICE, keys).asFloats();
    }
}
