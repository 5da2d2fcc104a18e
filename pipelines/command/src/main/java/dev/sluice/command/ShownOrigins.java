package dev.sluice.command;

import dev.sluice.catalog.beyond.ColumnLineage;
import dev.sluice.catalog.beyond.FeatureOrigin;
import dev.sluice.feature.ViewId;
import dev.sluice.registry.LineageRecord;
import dev.sluice.registry.Registry;
import java.util.List;
import java.util.Optional;

/** The columns from which features get their values, as the newest run with a record has shown them. */
record ShownOrigins(String project, Registry registry) implements ColumnLineage {
    @Override
    public Optional<List<FeatureOrigin>> of(ViewId view) {
        return registry.lineage(project).stream()
                .filter(record -> record.view().equals(view))
                .findFirst()
                .map(ShownOrigins::origins);
    }

    private static List<FeatureOrigin> origins(LineageRecord record) {
        return record.edges().stream()
                .filter(edge -> !edge.isOfRows() && edge.usage().isDirect())
                .map(edge -> new FeatureOrigin(edge.column(), edge.table(), edge.tableColumn()))
                .distinct()
                .toList();
    }
}
