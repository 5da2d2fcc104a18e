package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.backfill.BackfillPlan;
import dev.sluice.backfill.PlannedPartition;
import dev.sluice.backfill.Reason;
import dev.sluice.backfill.SourceInputs;
import dev.sluice.definition.FeatureProject;
import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillChunksTest {
    @TempDir
    private Path folder;

    private List<Map<String, Object>> chunks(String view, int count, int most) {
        Project project = FeatureProject.read(FlightsFolder.in(folder)
                .write("views/airport_delays.yaml", view)
                .folder());
        FeatureView asked = project.view("airport_delays");
        List<PlannedPartition> planned = Stream.iterate(
                        Partition.parse(asked.granularity(), "2001-01-01"), Partition::next)
                .limit(count)
                .map(partition -> new PlannedPartition(asked, partition, Reason.MISSING, ""))
                .toList();
        TimeRange range = new TimeRange(
                planned.get(0).partition().start(),
                planned.get(count - 1).partition().end());
        BackfillPlan plan = new BackfillPlan(range, List.of(asked), planned, 0, 0);
        return BackfillChunks.of(project, asked, plan, SourceInputs.UNKNOWN, most).stream()
                .map(BackfillChunks::range)
                .toList();
    }

    @Test
    void daysAreCutIntoWeeksAndHoursIntoDays() {
        assertThat(chunks(FlightsFolder.VIEW, 9, 0))
                .containsExactly(
                        Map.of("from", "2001-01-01", "to", "2001-01-08"),
                        Map.of("from", "2001-01-08", "to", "2001-01-10"));
        assertThat(chunks(FlightsFolder.VIEW.replace("daily", "hourly"), 25, 0))
                .containsExactly(
                        Map.of("from", "2001-01-01T00", "to", "2001-01-02T00"),
                        Map.of("from", "2001-01-02T00", "to", "2001-01-02T01"));
    }

    @Test
    void whoeverAsksForOtherLengthsGetsThem() {
        assertThat(chunks(FlightsFolder.VIEW, 5, 2))
                .hasSize(3)
                .contains(Map.of("from", "2001-01-05", "to", "2001-01-06"));
    }

    @Test
    void thereAreNeverMoreChunksThanAirflowMaps() {
        List<Map<String, Object>> chunks = chunks(FlightsFolder.VIEW, 1_201, 1);
        assertThat(chunks).hasSize(401).startsWith(Map.of("from", "2001-01-01", "to", "2001-01-04"));
        assertThat(chunks.get(400)).isEqualTo(Map.of("from", "2004-04-15", "to", "2004-04-16"));
    }

    @Test
    void whatLooksBackSharesWhatItReads() {
        List<Map<String, Object>> chunks = chunks(FlightsFolder.VIEW.replace("lookback: 0d", "lookback: 30d"), 90, 0);
        assertThat(chunks).hasSize(3).startsWith(Map.of("from", "2001-01-01", "to", "2001-01-31"));
    }

    @Test
    void aViewThatARefusedPartitionBlocksIsOneChunk() {
        assertThat(chunks(FlightsFolder.VIEW + "on_fail: block\n", 90, 7))
                .containsExactly(Map.of("from", "2001-01-01", "to", "2001-04-01"));
    }
}
