package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.project.ApprovalThresholds;
import dev.sluice.project.Prices;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackfillSettingsTest {
    @TempDir
    private Path folder;

    private ProjectFolder settings(String more) {
        return ProjectFolder.in(folder).write("sluice.yaml", "project: flights\n" + more);
    }

    @Test
    void nobodyApprovesAndNothingIsPricedByDefault() {
        settings("");
        assertThat(FeatureProject.read(folder).settings().backfill().approval()).isEqualTo(ApprovalThresholds.NONE);
        assertThat(FeatureProject.read(folder).settings().prices()).isEqualTo(Prices.NONE);
    }

    @Test
    void thresholdsAndPricesAreRead() {
        settings("""
                backfill:
                  approval: {cost: 12.5, bytes: 500 GB, partitions: 1000}
                prices: {currency: EUR, run_hour: 0.5, gigabyte_read: 0.01, million_write_units: 1.25, gigabyte_imported: 0.2}
                """);
        assertThat(FeatureProject.read(folder).settings().backfill().approval())
                .isEqualTo(new ApprovalThresholds(12.5, 500_000_000_000L, 1000L));
        assertThat(FeatureProject.read(folder).settings().prices()).isEqualTo(new Prices("EUR", 0.5, 0.01, 1.25, 0.2));
    }

    @Test
    void mistakesAreToldWithTheirLine() {
        assertThat(settings("""
                        backfill:
                          approval:
                            costs: 1
                            bytes: many
                            partitions: -1
                        prices:
                          currency: dollars
                          run_hour: .inf
                        """).mistakes())
                .containsExactlyInAnyOrder(
                        "sluice.yaml:4: Unknown key 'costs' in approval. Did you mean 'cost'?",
                        "sluice.yaml:5: Invalid size: 'many'. Write a whole number and a unit, as 500 GB.",
                        "sluice.yaml:6: Invalid value: expected a whole number, found '-1'.",
                        "sluice.yaml:8: Invalid currency: 'dollars'. Write three letters, as USD.",
                        "sluice.yaml:9: Invalid value: expected a number of at least 0, found '.inf'.");
    }
}
