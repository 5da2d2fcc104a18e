package dev.sluice.lakehouse;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.TableKind;
import dev.sluice.layout.LakeLayout;
import dev.sluice.transform.LocalSpark;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HudiLakeTest {
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
