package dev.sluice.catalog.page;

import dev.sluice.feature.Definition;
import dev.sluice.registry.FieldChange;
import dev.sluice.registry.RegisteredDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** The versions of a view or a service: those that the project declares and those that it once did. */
final class Versions {
    private Versions() {}

    /** The newest first. */
    static List<VersionRow> of(List<? extends Definition> declared, Contents contents, IntPredicate active) {
        Definition any = declared.get(0);
        SortedMap<Integer, RegisteredDefinition> registered = new TreeMap<>();
        contents.registered(any.kind(), any.name())
                .forEach(definition -> registered.put(definition.version(), definition));
        SortedMap<Integer, SortedMap<String, String>> fields = new TreeMap<>();
        registered.forEach((version, definition) -> fields.put(version, definition.fields()));
        declared.forEach(definition -> fields.put(definition.version(), definition.fields()));
        List<VersionRow> rows = new ArrayList<>();
        SortedMap<String, String> former = null;
        for (int version : fields.keySet()) {
            SortedMap<String, String> said = Objects.requireNonNull(fields.get(version));
            boolean here = declared.stream().anyMatch(definition -> definition.version() == version);
            rows.add(
                    0,
                    row(
                            version,
                            here,
                            active.test(version),
                            registered.get(version),
                            former == null ? List.of() : FieldChange.between(former, said)));
            former = said;
        }
        return rows;
    }

    private static VersionRow row(
            int version,
            boolean declared,
            boolean active,
            @Nullable RegisteredDefinition registered,
            List<FieldChange> differences) {
        String at = registered == null ? null : registered.registeredAt().toString();
        String retired = registered == null || registered.retiredAt() == null || declared
                ? null
                : registered.retiredAt().toString();
        return new VersionRow(version, active, declared, at, retired, differences);
    }
}
