package dev.sluice.lakehouse;

import dev.sluice.feature.TableKind;

class HudiMergeOnReadTest extends PromotedTableContract {
    @Override
    protected TableKind kind() {
        return TableKind.HUDI_MOR;
    }
}
