package dev.sluice.server;

import java.util.List;

/** Which features a request asks for. */
sealed interface Selection {
    /** Whether the features are named {@code view__feature} and not by their own names. */
    boolean fullNames();

    /** Those of a feature service, {@code name} or {@code name@version}. */
    record OfService(String service, boolean fullNames) implements Selection {}

    /** Those that are named, in this order. */
    record OfReferences(List<String> references, boolean fullNames) implements Selection {
        public OfReferences {
            references = List.copyOf(references);
        }
    }
}
