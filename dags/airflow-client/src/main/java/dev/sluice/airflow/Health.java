package dev.sluice.airflow;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How Airflow's own parts are. */
public record Health(List<Part> parts) {
    /**
     * A part, as {@code scheduler}.
     *
     * @param healthy false also when it never ran
     * @param heartbeat when it last said so; null for parts that say nothing
     */
    public record Part(
            String name, boolean healthy, @Nullable Instant heartbeat) {}

    public Health {
        parts = List.copyOf(parts);
    }

    /** The parts that are not well, by name. */
    public List<String> unhealthy() {
        return parts.stream().filter(part -> !part.healthy()).map(Part::name).toList();
    }
}
