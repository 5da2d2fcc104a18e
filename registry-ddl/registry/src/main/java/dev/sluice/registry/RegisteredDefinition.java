package dev.sluice.registry;

import dev.sluice.feature.Definition;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A definition as the registry knows it.
 *
 * @param fields {@link Definition#fields()}
 * @param registeredAt when it was new or changed last; kept in microseconds
 * @param retiredAt when the project no longer declared it; null while it does
 */
public record RegisteredDefinition(
        String kind,
        String name,
        int version,
        SortedMap<String, String> fields,
        String fingerprint,
        Instant registeredAt,
        @Nullable Instant retiredAt) {
    /** As people read them: entities, sources, views, services; each by name and version. */
    static final Comparator<RegisteredDefinition> ORDER = Comparator.comparing(RegisteredDefinition::id);

    public RegisteredDefinition {
        fields = Collections.unmodifiableSortedMap(new TreeMap<>(fields));
        registeredAt = registeredAt.truncatedTo(ChronoUnit.MICROS);
        retiredAt = retiredAt == null ? null : retiredAt.truncatedTo(ChronoUnit.MICROS);
    }

    static RegisteredDefinition of(Definition definition, Instant now) {
        return new RegisteredDefinition(
                definition.kind(),
                definition.name(),
                definition.version(),
                definition.fields(),
                definition.fingerprint(),
                now,
                null);
    }

    /** Whether the project still declares it. */
    public boolean isActive() {
        return retiredAt == null;
    }

    RegisteredDefinition retired(Instant now) {
        return new RegisteredDefinition(kind, name, version, fields, fingerprint, registeredAt, now);
    }

    DefinitionId id() {
        return new DefinitionId(kind, name, version);
    }

    static List<RegisteredDefinition> sorted(List<RegisteredDefinition> definitions) {
        return definitions.stream().sorted(ORDER).toList();
    }
}
