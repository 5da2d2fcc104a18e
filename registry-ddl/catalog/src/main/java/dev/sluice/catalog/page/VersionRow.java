package dev.sluice.catalog.page;

import dev.sluice.registry.FieldChange;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a view or a service.
 *
 * @param declared whether the project still declares it
 * @param registeredAt when it was registered or changed last; null when it is not registered
 * @param differences to the version before it
 */
public record VersionRow(
        int version,
        boolean active,
        boolean declared,
        @Nullable String registeredAt,
        @Nullable String retiredAt,
        List<FieldChange> differences) {}
