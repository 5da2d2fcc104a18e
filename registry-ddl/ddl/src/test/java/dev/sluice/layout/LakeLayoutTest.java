package dev.sluice.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.ViewId;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LakeLayoutTest {
    private static final ViewId VIEW = new ViewId("airport_delays", 2);

    @Test
    void aLakeLiesRelativeToItsProject() {
        assertThat(LakeLayout.of(Path.of("/data/flights"), "lake").features(VIEW))
                .isEqualTo("/data/flights/lake/features/airport_delays/v2");
    }

    @Test
    void aUriStaysWhatItIs() {
        LakeLayout lake = LakeLayout.of(Path.of("/data/flights"), "s3a://bucket/prefix/");
        assertThat(lake.staging(VIEW, "r1")).isEqualTo("s3a://bucket/prefix/staging/airport_delays/v2/r1");
        assertThat(lake.latest(VIEW)).isEqualTo("s3a://bucket/prefix/latest/airport_delays/v2");
    }

    @Test
    void theSystemColumnsAreNamedAsTheContractSays() {
        assertThat(Arrays.stream(SystemColumn.values()).map(SystemColumn::column))
                .containsExactly("event_time", "created_time", "run_id", "event_date", "event_hour");
    }
}
