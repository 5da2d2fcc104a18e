package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.layout.LakeLayout;
import dev.sluice.materializer.ExportedRows;
import dev.sluice.materializer.Materialization;
import dev.sluice.materializer.MaterializationPreview;
import dev.sluice.materializer.MaterializationResult;
import dev.sluice.materializer.MaterializedView;
import dev.sluice.materializer.MaterializerOptions;
import dev.sluice.materializer.ProgressListener;
import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.dynamodb.DynamoOptions;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Lease;
import dev.sluice.registry.Registry;
import dev.sluice.time.EpochMicros;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Brings views to the online store, each under its lease, and keeps in the registry how far it got. */
final class OnlineLoad {
    private final Terminal terminal;
    private final Project project;
    private final OnlineProgress progress;
    private final LoadArguments arguments;

    OnlineLoad(Terminal terminal, Project project, Registry registry, LoadArguments arguments) {
        this.terminal = terminal;
        this.project = project;
        this.progress = new OnlineProgress(project, registry);
        this.arguments = arguments;
    }

    /** Loads the views one after the other. One whose rows are at fault hinders no other; a store at fault ends it. */
    LoadOutcome run(List<FeatureView> views) {
        try (OnlineStores online = opened()) {
            online.store().prepare();
            Map<String, Integer> followed = followed(online.store());
            online.store().describe(description().following(followed));
            List<MaterializationResult> loaded = new ArrayList<>();
            List<SluiceException> problems = new ArrayList<>();
            for (FeatureView view : views) {
                try {
                    MaterializationResult result = run(view, online.store());
                    loaded.add(result);
                    waiting(view, result).ifPresent(problems::add);
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

    private OnlineStores opened() {
        return OnlineStores.open(project, DynamoOptions.DEFAULTS.withWriteUnits(arguments.writeUnits(project)));
    }

    /** What the views would write now; one that cannot be read hinders no other. */
    LoadPreviews preview(List<FeatureView> views) {
        try (OnlineStores online = opened()) {
            List<MaterializationPreview> previews = new ArrayList<>();
            List<SluiceException> problems = new ArrayList<>();
            for (FeatureView view : views) {
                try {
                    previews.add(materialization(view, online.store(), ProgressListener.SILENT)
                            .preview(target(view)));
                } catch (SluiceException e) {
                    problems.add(ofRows(e));
                }
            }
            return new LoadPreviews(previews, problems, !online.store().isPrepared());
        } catch (SluiceException e) {
            throw e;
        } catch (Exception e) {
            throw new SluiceException(CommandError.UNEXPECTED, "Cannot close the online store: " + e, e);
        }
    }

    /** Gives the rows of a view as the items of an empty store. */
    ExportedRows export(FeatureView view, Consumer<OnlineItem> taker) {
        return materialization(view, new InMemoryOnlineStore(), ProgressListener.SILENT)
                .export(target(view), taker);
    }

    private Optional<SluiceException> waiting(FeatureView view, MaterializationResult result) {
        if (result.deadLetters() == 0) {
            return Optional.empty();
        }
        DeadLetterFile letters = DeadLetterFile.of(project.folder(), view);
        return Optional.of(new SluiceException(
                CommandError.DEAD_LETTERS,
                "Cannot materialize " + result.deadLetters() + " rows of " + view.id()
                        + ", the others are in the store: "
                        + letters.of(view.id()).get(0).reason() + " All of them are in " + letters.file()
                        + ". When they are mended, run 'sluice materialize " + view.id() + " --retry-dead-letters'."));
    }

    /** The active versions of the registry that are whole in the store now. */
    private Map<String, Integer> loadedActive(List<MaterializationResult> loaded) {
        Map<String, Integer> active = new TreeMap<>();
        loaded.stream()
                .filter(result -> result.deadLetters() == 0)
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
        try (Lease lease = progress.acquire(view.id());
                LoadProgress bar = new LoadProgress(terminal)) {
            Materialization materialization = materialization(view, store, bar);
            MaterializationResult result = materialization.run(target(view));
            if (arguments.retriesDeadLetters()) {
                result = result.followedBy(materialization.retry(target(view)));
            }
            lease.check();
            return result;
        }
    }

    private Materialization materialization(FeatureView view, OnlineStore store, ProgressListener listener) {
        MaterializerOptions options = MaterializerOptions.defaults(
                        project.folder().resolve(".sluice").resolve("materializer.db"))
                .withStore(progress.target())
                .withProgress(listener)
                .withPartitions(arguments.partitions())
                .withDeadLetters(DeadLetterFile.of(project.folder(), view))
                .withReplayClock(project.settings().replayClock());
        return Materialization.of(store, progress, options);
    }

    private MaterializedView target(FeatureView view) {
        LakeLayout lake = LakeLayout.of(project.folder(), project.settings().lake());
        return new MaterializedView(view, lake.latest(view.id()));
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
}
