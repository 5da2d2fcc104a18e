package dev.sluice.registry.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a database stands, looked at without changing anything.
 *
 * @param location the database as messages name it; never a secret
 * @param installed the version of its tables; 0 when there are none
 * @param newest the version that this Sluice makes
 * @param refusal why nothing can be written; null when something can
 * @param now what its clock says; null when it has none but this machine's
 */
public record DatabaseState(
        String location,
        int installed,
        int newest,
        @Nullable String refusal,
        @Nullable Instant now) {}
