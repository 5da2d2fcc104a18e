package dev.sluice.project;

import java.net.URI;
import java.util.Optional;

/**
 * Where the engine's word of where rows come from goes.
 *
 * @param target {@code file}, the project's folder {@code .sluice/lineage}; an http or https address, to which it goes besides;
 *     or {@code off}
 */
public record LineageSettings(String target) {
    public static final LineageSettings FILE = new LineageSettings("file");

    /** Whether nobody listens to the engine. */
    public boolean isOff() {
        return target.equals("off");
    }

    /** The address that events are sent to, if any. */
    public Optional<URI> endpoint() {
        return target.startsWith("http") ? Optional.of(URI.create(target)) : Optional.empty();
    }
}
