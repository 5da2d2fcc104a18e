package dev.sluice.server;

import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Failures to the log. */
final class FailureLog implements ServerListener {
    private static final Logger LOG = LoggerFactory.getLogger(FeatureServer.class);

    @Override
    public void failed(UUID id, Throwable cause) {
        LOG.error("{}: {}", id, cause.getMessage(), cause);
    }
}
