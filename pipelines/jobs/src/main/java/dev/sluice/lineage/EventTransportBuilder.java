package dev.sluice.lineage;

import io.openlineage.client.transports.Transport;
import io.openlineage.client.transports.TransportBuilder;
import io.openlineage.client.transports.TransportConfig;

/** How OpenLineage finds {@link EventTransport}, by its name {@value #TYPE}. */
public final class EventTransportBuilder implements TransportBuilder {
    static final String TYPE = "sluice";

    /** There is nothing to configure. */
    public static final class Config implements TransportConfig {}

    @Override
    public String getType() {
        return TYPE;
    }

    @Override
    public TransportConfig getConfig() {
        return new Config();
    }

    @Override
    public Transport build(TransportConfig config) {
        return new EventTransport();
    }
}
