package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.TableKind;
import dev.sluice.layout.LakeLayout;
import dev.sluice.transform.LocalSpark;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HudiLakeTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"ORD,event_time:1", "__empty__", "__null__"})
    void aKeyThatHudiWouldTakeForAnotherIsRefused(String key) {
        Lake lake = Lake.daily(folder, TableKind.HUDI_COW);
        lake.run("2001-03-05", 1, "ORD, IL: \"1\"", 1);
        assertThatThrownBy(() -> lake.run("2001-03-05", 2, key, 2))
                .hasMessageStartingWith("Cannot promote delays@1 into a Hudi table: the key [" + key + ",")
                .hasMessageContaining("is not told from others there");
        assertThat(lake.promoted()).containsExactly("ORD, IL: \"1\"=1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3a", "gs", "abfss"})
    void aLakeOnWhichHudiHasNoLockIsRefused(String scheme) {
        PromotedTable table = PromotedTables.open(
                LocalSpark.session(),
                new LakeLayout(scheme + "://bucket/lake"),
                Lake.view("daily").withTable(TableKind.HUDI_COW));
        assertThatThrownBy(table::create)
                .hasMessage("Cannot make " + scheme
                        + "://bucket/lake/features/delays/v1 a table of Hudi: it has no lock on "
                        + scheme
                        + "://, only in a folder and on hdfs://. Leave `table: hudi` out of the view, which makes it"
                        + " one of Delta, or move the lake.");
    }
}
