package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceUse;
import dev.sluice.input.InputState;
import dev.sluice.input.SourceChange;
import dev.sluice.project.Project;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.TimeRange;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Tells of runs of one view whether something that they have read has changed since. Each source is looked at once. */
final class InputChanges {
    private static final int MOST_NAMED = 3;

    private final FeatureView view;
    private final Map<String, List<SourceChange>> newestFirst;

    private InputChanges(FeatureView view, Map<String, List<SourceChange>> newestFirst) {
        this.view = view;
        this.newestFirst = newestFirst;
    }

    static InputChanges of(Project project, FeatureView view, Collection<RunRecord> runs, SourceInputs inputs) {
        Map<String, List<SourceChange>> changes = new HashMap<>();
        for (SourceUse use : view.computation().sources()) {
            Source source = project.source(use.source());
            OptionalLong oldest = runs.stream()
                    .flatMap(run -> state(run, use).stream())
                    .mapToLong(InputState::number)
                    .min();
            if (oldest.isPresent()) {
                changes.put(
                        use.source(),
                        inputs.changesAfter(source, oldest).stream()
                                .sorted(Comparator.comparing(SourceChange::until)
                                        .reversed())
                                .toList());
            }
        }
        return new InputChanges(view, changes);
    }

    private static Optional<InputState> state(RunRecord run, SourceUse use) {
        return InputState.parse(run.versions().inputs().getOrDefault(use.source(), ""));
    }

    /** What has changed, in words; empty when nothing has, or when the run did not record what it read. */
    Optional<String> since(RunRecord run) {
        List<String> what = new ArrayList<>();
        for (SourceUse use : view.computation().sources()) {
            state(run, use).ifPresent(state -> what.addAll(changed(run, use, state)));
        }
        return what.isEmpty() ? Optional.empty() : Optional.of(named(what));
    }

    private List<String> changed(RunRecord run, SourceUse use, InputState state) {
        TimeRange range = ReadRange.of(view, use, run.partition());
        return newestFirst.getOrDefault(use.source(), List.of()).stream()
                .takeWhile(change -> change.until() > state.number())
                .filter(change -> change.concerns(state.number(), range))
                .map(change -> use.source() + ": " + change.what())
                .distinct()
                .limit(MOST_NAMED + 1L)
                .toList();
    }

    private static String named(List<String> what) {
        String first = String.join("; ", what.subList(0, Math.min(MOST_NAMED, what.size())));
        return what.size() > MOST_NAMED ? first + "; and more" : first;
    }
}
