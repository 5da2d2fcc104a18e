package dev.sluice.lakehouse;

import dev.sluice.feature.TableKind;

class DeltaPromotedTableTest extends PromotedTableContract {
    @Override
    protected TableKind kind() {
        return TableKind.DELTA;
    }
}
