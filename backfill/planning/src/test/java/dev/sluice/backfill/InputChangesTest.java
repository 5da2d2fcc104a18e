package dev.sluice.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.expectation.Suite;
import dev.sluice.feature.AggregateFunction;
import dev.sluice.feature.Aggregation;
import dev.sluice.feature.Computation;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.Transform;
import dev.sluice.input.EventSpan;
import dev.sluice.input.ObservedFile;
import dev.sluice.input.SourceChange;
import dev.sluice.project.Project;
import dev.sluice.registry.InMemoryRegistry;
import dev.sluice.registry.RunRecord;
import dev.sluice.testing.Choices;
import dev.sluice.testing.Flights;
import dev.sluice.testing.Property;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.ValueType;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Which partitions a changed input makes stale, held against a model that keeps what every run has read. */
class InputChangesTest {
    private static final Instant FIRST = Instant.parse("2001-03-01T00:00:00Z");
    private static final int DAYS = 6;

    /** One thing that happens: a file is written or removed, or a day is run, or somebody looks. */
    private record Step(String what, int place, int first, int length) {}

    private static List<Step> steps(Choices choices) {
        return IntStream.range(0, 2 + choices.below(14))
                .mapToObj(i -> new Step(
                        choices.among("write", "run", "remove", "look"),
                        choices.below(3),
                        choices.below(4 * DAYS),
                        choices.below(12)))
                .toList();
    }

    /** A world of files in which each day's run remembers the files that it read. */
    private static final class World {
        private final FeatureView view;
        private final int hoursBack;
        private final Days days;
        private final Map<String, ObservedFile> files = new HashMap<>();
        private final Map<Integer, Set<ObservedFile>> readByDay = new HashMap<>();
        private long writes;

        World(FeatureView view, int hoursBack) {
            this.view = view;
            this.hoursBack = hoursBack;
            this.days = new Days(view, FIRST, DAYS, files::values);
        }

        void take(Step step) {
            String path = "f" + step.place();
            switch (step.what()) {
                case "write" -> files.put(path, new ObservedFile(path, 1, ++writes, 1, span(step)));
                case "remove" -> files.remove(path);
                case "look" -> days.look();
                default -> run(step.first() % DAYS);
            }
        }

        private static EventSpan span(Step step) {
            Instant first = FIRST.plus(Duration.ofHours(6L * step.first() - 24));
            return new EventSpan(first, first.plus(Duration.ofHours(2L * step.length())));
        }

        private void run(int day) {
            readByDay.put(day, read(day));
            days.run(day);
        }

        /** The files with an event among the hours that decide a day. */
        private Set<ObservedFile> read(int day) {
            Instant end = FIRST.plus(Duration.ofDays(day + 1L));
            Instant start = end.minus(Duration.ofHours(hoursBack));
            Set<ObservedFile> read = new HashSet<>(files.values());
            read.removeIf(file -> {
                EventSpan events = java.util.Objects.requireNonNull(file.events());
                return !events.first().isBefore(end) || events.last().isBefore(start);
            });
            return read;
        }

        boolean agrees() {
            List<Integer> stale = new ArrayList<>();
            readByDay.forEach((day, read) -> {
                if (!read.equals(read(day))) {
                    stale.add(day);
                }
            });
            return days.stale().equals(stale);
        }
    }

    private static void holds(FeatureView view, int hoursBack) {
        Property.holds(2_000, InputChangesTest::steps, steps -> {
            World world = new World(view, hoursBack);
            steps.forEach(world::take);
            return world.agrees();
        });
    }

    @Test
    void aLookbackMakesExactlyTheDaysStaleThatReadTheChange() {
        holds(Flights.airportDelays(), 8 * 24);
    }

    @Test
    void windowsMakeExactlyTheDaysStaleThatReadTheChange() {
        holds(windows("36h"), 36);
    }

    private static FeatureView windows(String window) {
        FeatureView view = Flights.airportDelays();
        Aggregation delay = new Aggregation(
                "delay",
                "delay",
                ValueType.Scalar.DOUBLE,
                List.of(AggregateFunction.parse("sum")),
                List.of(TimeSpan.parse(window)));
        Computation computation = new Computation(
                List.of(new SourceUse("flights", TimeSpan.ZERO)),
                new Transform.Aggregates(Map.of(), List.of(delay)),
                view.computation().schedule());
        return new FeatureView(
                view.id(),
                view.entity(),
                computation,
                view.features(),
                view.lifetime(),
                Placement.ONLINE,
                Suite.NONE,
                Metadata.NONE,
                null);
    }

    @Test
    void tenThousandDaysAgainstThousandsOfFilesTakeSeconds() {
        FeatureView view = Flights.airportDelays();
        List<ObservedFile> files = IntStream.range(0, 5_000)
                .mapToObj(i -> new ObservedFile(
                        "f" + i,
                        1,
                        i,
                        1,
                        new EventSpan(
                                FIRST.plus(Duration.ofHours(48L * i)), FIRST.plus(Duration.ofHours(48L * i + 40)))))
                .toList();
        List<ObservedFile> there = new ArrayList<>(files);
        Days days = new Days(view, FIRST, 10_000, () -> there);
        List<RunRecord> runs = days.completedRuns();
        there.replaceAll(file -> new ObservedFile(file.path(), 2, file.changed(), 1, file.events()));
        long began = System.nanoTime();
        InputChanges changes = InputChanges.of(Flights.project(Path.of("/flights"), view), view, runs, days);
        assertThat(runs).allMatch(run -> changes.since(run).isPresent());
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void aChangeThatCameAndWentBetweenTwoReadersIsNone() {
        InMemoryRegistry registry = new InMemoryRegistry();
        ObservedFile file = new ObservedFile("a", 1, 1, 1, new EventSpan(FIRST, FIRST));
        ObservedFile guest = new ObservedFile("b", 1, 1, 1, new EventSpan(FIRST, FIRST));
        long state = registry.observe("flights", "s", List.of(file));
        registry.observe("flights", "s", List.of(file, guest));
        registry.observe("flights", "s", List.of(file));
        Project project = Flights.project(Path.of("/flights"), Flights.airportDelays());
        assertThat(project.views()).isNotEmpty();
        assertThat(FileHistory.changes(registry.sourceFiles("flights", "s"), List.of(file)))
                .noneMatch(change -> change.from() <= state && state < change.until())
                .extracting(SourceChange::what)
                .containsExactly("a is new", "b is gone");
    }
}
