package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CopyOnWriteArrayList;

/** A log that lives as long as its process. Threads may share it. */
public final class InMemoryMaterializationLog implements MaterializationLog {
    private final List<MaterializationResult> results = new CopyOnWriteArrayList<>();

    @Override
    public OptionalLong lastVersion(ViewId view) {
        return results.stream()
                .filter(result -> result.view().equals(view))
                .mapToLong(MaterializationResult::toVersion)
                .reduce((earlier, later) -> later);
    }

    @Override
    public void record(MaterializationResult result) {
        results.add(result);
    }

    /** Everything recorded, oldest first. */
    public List<MaterializationResult> results() {
        return List.copyOf(results);
    }
}
