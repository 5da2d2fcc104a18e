package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.layout.LakeLayout;
import dev.sluice.materializer.Materialization;
import dev.sluice.materializer.MaterializationLog;
import dev.sluice.materializer.MaterializationResult;
import dev.sluice.materializer.MaterializedView;
import dev.sluice.materializer.MaterializerOptions;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.OnlineSettings;
import dev.sluice.project.Project;
import dev.sluice.registry.Lease;
import dev.sluice.registry.MaterializationRecord;
import dev.sluice.registry.MaterializedItems;
import dev.sluice.registry.Registry;
import dev.sluice.time.EpochMicros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;

/** Brings views to the online store, each under its lease, and keeps in the registry how far it got. */
final class OnlineLoad {
    private final Terminal terminal;
    private final Project project;
    private final Registry registry;

    OnlineLoad(Terminal terminal, Project project, Registry registry) {
        this.terminal = terminal;
        this.project = project;
        this.registry = registry;
    }

    /** The lease under which a view is brought to the store. */
    static String lease(Project project, ViewId view) {
        return "materialize/" + project.name() + "/" + view;
    }

    /** How far the views are in the project's store. */
    MaterializationLog log() {
        return new RegistryLog();
    }

    /** Loads the views one after the other. One whose rows are at fault hinders no other; a store at fault ends it. */
    LoadOutcome run(List<FeatureView> views) {
        try (OnlineStores online = OnlineStores.open(project)) {
            online.store().prepare();
            Map<String, Integer> followed = followed(online.store());
            online.store().describe(description().following(followed));
            List<MaterializationResult> loaded = new ArrayList<>();
            List<SluiceException> problems = new ArrayList<>();
            for (FeatureView view : views) {
                try {
                    loaded.add(run(view, online.store()));
                } catch (SluiceException e) {
                    problems.add(ofRows(e));
                }
            }
            followed.putAll(loadedActive(loaded));
            online.store().describe(description().following(followed));
            return new LoadOutcome(loaded, problems);
        } catch (SluiceException e) {
            throw e;
        } catch (Exception e) {
            throw new SluiceException(CommandError.UNEXPECTED, "Cannot close the online store: " + e, e);
        }
    }

    /** The versions that readers get until everything is loaded: those of before, as far as they are still declared. */
    private Map<String, Integer> followed(OnlineStore store) {
        Map<String, Integer> followed = new TreeMap<>(project.active());
        store.findDescription().map(StoreDescription::followed).orElse(Map.of()).forEach((view, version) -> {
            if (project.declares(new ViewId(view, version))) {
                followed.put(view, version);
            }
        });
        return followed;
    }

    /** The active versions of the registry that are whole in the store now. */
    private Map<String, Integer> loadedActive(List<MaterializationResult> loaded) {
        Map<String, Integer> active = new TreeMap<>();
        loaded.stream()
                .map(MaterializationResult::view)
                .filter(view -> view.isAmong(project.active()))
                .forEach(view -> active.put(view.name(), view.version()));
        return active;
    }

    private static SluiceException ofRows(SluiceException problem) {
        if (problem.type() != ErrorType.DATA) {
            throw problem;
        }
        return problem;
    }

    private MaterializationResult run(FeatureView view, OnlineStore store) {
        LakeLayout lake = LakeLayout.of(project.folder(), project.settings().lake());
        try (Lease lease = registry.acquire(lease(project, view.id()))) {
            MaterializationResult result = Materialization.of(store, new RegistryLog(), options())
                    .run(new MaterializedView(view, lake.latest(view.id())));
            lease.check();
            return result;
        }
    }

    private MaterializerOptions options() {
        return MaterializerOptions.defaults(project.folder().resolve(".sluice").resolve("materializer.db"))
                .withStore(target())
                .withProgress(new LoadProgress(terminal))
                .withReplayClock(project.settings().replayClock());
    }

    private StoreDescription description() {
        Instant replay = project.settings().replayClock();
        return new StoreDescription(
                project.name(),
                project.entities(),
                project.views(),
                project.services(),
                replay == null ? null : EpochMicros.of(replay));
    }

    /** The store that is written to: another one begins empty. */
    private String target() {
        OnlineSettings online = project.settings().online();
        return online.endpoint() + "/" + online.table();
    }

    /** Keeps in the registry how far each view got. */
    private final class RegistryLog implements MaterializationLog {
        @Override
        public OptionalLong lastVersion(ViewId view) {
            return registry.lastMaterialization(project.name(), view)
                    .filter(record -> record.target().equals(target()))
                    .map(record -> OptionalLong.of(record.toVersion()))
                    .orElse(OptionalLong.empty());
        }

        @Override
        public void record(MaterializationResult result) {
            registry.record(new MaterializationRecord(
                    project.name(),
                    result.view(),
                    target(),
                    result.fromVersion(),
                    result.toVersion(),
                    new MaterializedItems(
                            result.written().written(),
                            result.written().deleted(),
                            result.written().outdated()),
                    result.startedAt(),
                    result.finishedAt()));
        }
    }
}
