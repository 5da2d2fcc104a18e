package dev.sluice.registry;

import dev.sluice.feature.ViewId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;

/**
 * A version of a view, from the moment on at which uses without a version follow it.
 *
 * @param at kept in microseconds
 */
public record Activation(ViewId view, Cause cause, Instant at) {
    /** Why a version became the active one. */
    public enum Cause {
        /** It was the only one, or the former one is no longer declared. */
        APPLIED,
        /** It has come to have every partition that the former one has. */
        COMPLETE,
        /** Somebody wanted it. */
        ASKED
    }

    public Activation {
        at = at.truncatedTo(ChronoUnit.MICROS);
    }

    /**
     * The active version of each view, by name.
     *
     * @param activations each view's newest first
     */
    static Map<String, Integer> active(List<Activation> activations) {
        Map<String, Integer> active = new TreeMap<>();
        activations.forEach(activation ->
                active.putIfAbsent(activation.view().name(), activation.view().version()));
        return active;
    }

    /** What applying a project makes active: of each view whose active version is not declared (any more) the highest one. */
    static List<Activation> applied(List<ViewId> declared, Map<String, Integer> active, Instant now) {
        Map<String, ViewId> highest = new TreeMap<>();
        declared.forEach(view -> highest.merge(view.name(), view, BinaryOperator.maxBy(Comparator.naturalOrder())));
        return highest.values().stream()
                .filter(view ->
                        declared.stream().noneMatch(other -> other.name().equals(view.name()) && other.isAmong(active)))
                .map(view -> new Activation(view, Cause.APPLIED, now))
                .toList();
    }
}
