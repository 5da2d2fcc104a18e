package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.input.InputState;
import dev.sluice.input.ObservedFile;
import dev.sluice.input.SourceChange;
import dev.sluice.input.SourcePart;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.testing.Flights;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/** The days of one view over a source of files, as the run log and the registry's file list see them. */
final class Days implements SourceInputs {
    private final InMemoryRegistry registry = new InMemoryRegistry();
    private final FeatureView view;
    private final Project project;
    private final Instant first;
    private final int count;
    private final Supplier<? extends Collection<ObservedFile>> files;
    private long attempts;

    Days(FeatureView view, Instant first, int count, Supplier<? extends Collection<ObservedFile>> files) {
        this.view = view;
        this.project = Flights.project(Path.of("/flights"), view);
        this.first = first;
        this.count = count;
        this.files = files;
    }

    long look() {
        return registry.observe("flights", "flights", files.get());
    }

    void run(int day) {
        run(day, look());
    }

    /** A run of every day, all of this moment; the registry does not know them. */
    List<RunRecord> completedRuns() {
        long state = look();
        return IntStream.range(0, count)
                .mapToObj(day -> completed(RunRecord.begun(start(day)), state))
                .toList();
    }

    private void run(int day, long state) {
        registry.update(completed(registry.begin(start(day)), state));
    }

    private RunStart start(int day) {
        attempts++;
        Partition partition = new Partition(Granularity.DAY, first.plus(Duration.ofDays(day)));
        return new RunStart(
                "run-" + attempts,
                project.name(),
                view.id(),
                partition,
                attempts,
                project.computationHash(view),
                first);
    }

    private RunRecord completed(RunRecord run, long state) {
        Map<String, String> inputs = Map.of("flights", new InputState(InputState.Kind.FILES, state).toString());
        return run.staged(1, 1, inputs).promoted(1, 1, first).completed(1);
    }

    /** The days that are planned again because an input changed, as numbers. */
    List<Integer> stale() {
        TimeRange range = new TimeRange(first, first.plus(Duration.ofDays(count)));
        return BackfillPlanner.of(project, registry).withInputs(this).plan(List.of(view), range).partitions().stream()
                .filter(planned -> planned.reason() == Reason.INPUT_CHANGED)
                .map(planned -> (int)
                        Duration.between(first, planned.partition().start()).toDays())
                .toList();
    }

    @Override
    public List<SourceChange> changesAfter(Source source, OptionalLong state) {
        return FileHistory.changes(registry.sourceFiles("flights", "flights"), files.get());
    }

    @Override
    public List<SourcePart> parts(Source source) {
        return List.of();
    }
}
