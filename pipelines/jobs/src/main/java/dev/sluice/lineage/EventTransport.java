package dev.sluice.lineage;

import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineageClientUtils;
import io.openlineage.client.transports.Transport;
import java.util.function.Consumer;

/** Gives the events that OpenLineage emits on a thread to whoever waits for them there. */
final class EventTransport extends Transport {
    private static final ThreadLocal<Consumer<String>> RECEIVER = new ThreadLocal<>();

    /** Does something of which the events, as JSON, go to a receiver. */
    static void receiving(Consumer<String> receiver, Runnable emitting) {
        RECEIVER.set(receiver);
        try {
            emitting.run();
        } finally {
            RECEIVER.remove();
        }
    }

    @Override
    public void emit(OpenLineage.RunEvent event) {
        Consumer<String> receiver = RECEIVER.get();
        if (receiver != null) {
            receiver.accept(OpenLineageClientUtils.toJson(event));
        }
    }

    @Override
    public void emit(OpenLineage.DatasetEvent event) {}

    @Override
    public void emit(OpenLineage.JobEvent event) {}
}
