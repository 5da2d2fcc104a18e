package dev.sluice.backfill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.Computation;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Placement;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceUse;
import dev.sluice.input.EventSpan;
import dev.sluice.input.SourceChange;
import dev.sluice.input.SourcePart;
import dev.sluice.project.ApprovalThresholds;
import dev.sluice.project.BackfillSettings;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import dev.sluice.testing.Flights;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import dev.sluice.time.TimeSpan;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ChunksTest {
    private static final Instant FIRST = Instant.parse("2001-01-01T00:00:00Z");
    private static final List<Partition> YEAR =
            Partition.within(Granularity.DAY, new TimeRange(FIRST, FIRST.plus(Duration.ofDays(365))));

    /** A file of 100 bytes for each day of two years, of which the year is the second. */
    private static final SourceInputs HUNDRED_A_DAY = new Sizes(IntStream.range(-365, 365)
            .mapToObj(day -> FIRST.plus(Duration.ofDays(day)))
            .map(day -> new SourcePart(
                    100, 10, new EventSpan(day, day.plus(Duration.ofDays(1)).minusMillis(1))))
            .toList());

    private record Sizes(List<SourcePart> files) implements SourceInputs {
        @Override
        public List<SourceChange> changesAfter(Source source, OptionalLong state) {
            return List.of();
        }

        @Override
        public List<SourcePart> parts(Source source) {
            return files;
        }
    }

    private static FeatureView lookingBack(String lookback) {
        FeatureView view = Flights.airportDelays();
        Computation computation = new Computation(
                List.of(new SourceUse("flights", TimeSpan.parse(lookback))),
                view.computation().transform(),
                view.computation().schedule());
        return new FeatureView(
                view.id(),
                view.entity(),
                computation,
                view.features(),
                view.lifetime(),
                Placement.ONLINE,
                view.suite(),
                view.metadata(),
                null);
    }

    private static Chunks chunks(String lookback, long mostBytes, SourceInputs inputs) {
        FeatureView view = lookingBack(lookback);
        Project flights = Flights.project(Path.of("/flights"), view);
        Settings defaults = flights.settings();
        Settings settings = new Settings(
                defaults.lake(),
                defaults.registry(),
                defaults.online(),
                null,
                new BackfillSettings(ApprovalThresholds.NONE, mostBytes),
                defaults.prices(),
                List.of(),
                defaults.featureNames(),
                defaults.surroundings());
        Project project = new Project(
                flights.name(),
                flights.folder(),
                settings,
                flights.entities(),
                flights.sources(),
                flights.views(),
                List.of(),
                Map.of());
        return Chunks.of(project, view, inputs);
    }

    private static List<Integer> sizes(Chunks chunks, List<Partition> partitions) {
        return chunks.cut(partitions).stream().map(List::size).toList();
    }

    @Test
    void aChunkReadsNoMoreThanItsBytes() {
        // 30 days before, and as many days as are left of 10,000 bytes
        assertThat(sizes(chunks("30d", 10_000, HUNDRED_A_DAY), YEAR)).containsExactly(70, 70, 70, 70, 70, 15);
    }

    @Test
    void aChunkIsAsLongAsTheLookbackHoweverLittleIsAllowed() {
        Chunks chunks = chunks("30d", 1, HUNDRED_A_DAY);
        assertThat(sizes(chunks, YEAR)).startsWith(30, 30).endsWith(30, 5);
        assertThat(chunks.size(YEAR).bytes()).isBetween(2 * 36_500 - 3_000.0, 2 * 36_500 + 3_000.0);
        assertThat(chunks("30d", Long.MAX_VALUE, HUNDRED_A_DAY).size(YEAR).bytes())
                .isBetween(39_499.0, 39_501.0);
    }

    @Test
    void whatDoesNotLookBackIsOneChunkAndReadOnce() {
        Chunks chunks = chunks("0d", 1, HUNDRED_A_DAY);
        assertThat(sizes(chunks, YEAR)).containsExactly(365);
        assertThat(chunks.size(YEAR).bytes()).isBetween(36_499.0, 36_501.0);
    }

    @Test
    void aSourceOfUnknownSizeIsCutByTime() {
        assertThat(sizes(chunks("30d", Long.MAX_VALUE, new Sizes(List.of())), YEAR))
                .startsWith(30, 30);
    }

    @Test
    void partitionsThatShareNothingAreApart() {
        List<Partition> scattered = List.of(YEAR.get(200), YEAR.get(0), YEAR.get(1), YEAR.get(20), YEAR.get(22));
        assertThat(chunks("7d", Long.MAX_VALUE, HUNDRED_A_DAY).cut(scattered))
                .containsExactly(
                        List.of(YEAR.get(0), YEAR.get(1)), List.of(YEAR.get(20), YEAR.get(22)), List.of(YEAR.get(200)));
    }

    @Test
    void noPartitionIsLostOrDoubledAndNothingIsReadMoreThanTwice() {
        Random random = new Random(5);
        for (int round = 0; round < 300; round++) {
            int lookback = random.nextInt(40);
            Chunks chunks = chunks(lookback + "d", random.nextInt(8_000), HUNDRED_A_DAY);
            List<Partition> some =
                    YEAR.stream().filter(day -> random.nextInt(4) > 0).toList();
            List<Partition> all = new ArrayList<>();
            chunks.cut(some).forEach(all::addAll);
            assertThat(all).isEqualTo(some);
            assertThat(chunks.size(some).bytes()).isLessThanOrEqualTo(2.0 * 100 * (365 + lookback) + 1);
        }
    }
}
