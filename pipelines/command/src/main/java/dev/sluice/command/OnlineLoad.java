package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.materializer.ExportedRows;
import dev.sluice.materializer.Materialization;
import dev.sluice.materializer.MaterializationPreview;
import dev.sluice.materializer.MaterializationResult;
import dev.sluice.materializer.MaterializerOptions;
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
            List<SluiceException> problems = forEach(views, view -> {
                MaterializationResult result = run(view, online);
                loaded.add(result);
                requireNoDeadLetters(view, result);
            });
            followed.putAll(loadedActive(loaded));
            online.store().describe(description().following(followed));
            return new LoadOutcome(loaded, problems);
        }
    }

    /** Takes up one view after the other, and what is wrong with the rows of some. */
    private static List<SluiceException> forEach(List<FeatureView> views, Consumer<FeatureView> work) {
        List<SluiceException> problems = new ArrayList<>();
        for (FeatureView view : views) {
            try {
                work.accept(view);
            } catch (SluiceException e) {
                problems.add(ofRows(e));
            }
        }
        return problems;
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
        return OnlineStores.ofTable(project, DynamoOptions.DEFAULTS.withWriteUnits(arguments.writeUnits(project)));
    }

    /** What the views would write now; one that cannot be read hinders no other. */
    LoadPreviews preview(List<FeatureView> views) {
        try (OnlineStores online = opened()) {
            List<MaterializationPreview> previews = new ArrayList<>();
            List<SluiceException> problems = forEach(
                    views,
                    view -> previews.add(Materialization.of(online.store(), progress, options(view))
                            .preview(progress.target(view))));
            return new LoadPreviews(previews, problems, !online.store().isPrepared());
        }
    }

    /** Gives the rows of a view as the items of an empty store. */
    ExportedRows export(FeatureView view, Consumer<OnlineItem> taker) {
        return Materialization.of(new InMemoryOnlineStore(), progress, options(view))
                .export(progress.target(view), taker);
    }

    private void requireNoDeadLetters(FeatureView view, MaterializationResult result) {
        if (result.deadLetters() == 0) {
            return;
        }
        DeadLetterFile letters = DeadLetterFile.of(project.folder(), view);
        throw CommandError.DEAD_LETTERS.problem("Cannot materialize " + result.deadLetters() + " rows of " + view.id()
                + ", the others are in the store: "
                + letters.of(view.id()).get(0).reason() + " All of them are in " + letters.file()
                + ". When they are mended, run 'sluice materialize " + view.id() + " --retry-dead-letters'.");
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

    private MaterializationResult run(FeatureView view, OnlineStores online) {
        try (Lease lease = progress.acquire(view.id());
                LoadProgress bar = new LoadProgress(terminal)) {
            MaterializerOptions options = options(view).withProgress(bar);
            Materialization materialization =
                    Materialization.of(online.store(), progress, arguments.placed(options, project, online));
            MaterializationResult result = materialization.run(progress.target(view));
            if (arguments.retriesDeadLetters()) {
                result = result.followedBy(materialization.retry(progress.target(view)));
            }
            lease.check();
            return result;
        }
    }

    private MaterializerOptions options(FeatureView view) {
        return MaterializerOptions.defaults(project.folder().resolve(".sluice").resolve("materializer.db"))
                .withStore(progress.store())
                .withDeadLetters(DeadLetterFile.of(project.folder(), view))
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
}
