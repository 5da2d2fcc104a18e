package dev.sluice.lakehouse;

import dev.sluice.feature.TableKind;

class HudiCopyOnWriteTest extends PromotedTableContract {
    @Override
    protected TableKind kind() {
        return TableKind.HUDI_COW;
    }
}
