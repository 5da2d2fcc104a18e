package dev.sluice.online.benchmark.server;

import dev.sluice.client.FeatureClient;
import dev.sluice.client.FeatureVector;
import java.util.Map;

/** The client in the caller's process, on the caller's thread. */
final class InProcess implements Contender {
    private final FeatureClient client;

    InProcess(int features) {
        this.client = FeatureClient.over(Vectors.store(features));
    }

    @Override
    public String name() {
        return "client in-process";
    }

    private FeatureVector vector(int entity) {
        return client.get(Vectors.SERVICE, Map.of(Vectors.KEY, Vectors.key(entity)));
    }

    @Override
    public void ask(int entity, Done done) {
        done.answered(vector(entity).values().isEmpty() ? "no values" : null);
    }

    /** The same thread asks again: it stays awake, as that of {@link OverHttp} does. */
    @Override
    public void pause(long nanos) {
        Thread.onSpinWait();
    }

    @Override
    public String firstValue(int entity) {
        return String.valueOf(vector(entity).values().get(0).value());
    }

    @Override
    public void close() {
        client.close();
    }
}
