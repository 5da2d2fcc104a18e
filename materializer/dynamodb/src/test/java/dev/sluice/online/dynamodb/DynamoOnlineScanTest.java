package dev.sluice.online.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.feature.ViewId;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineChange;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.OnlineScanContract;
import dev.sluice.online.OnlineStore;
import dev.sluice.online.ScanOptions;
import java.util.List;
import org.junit.jupiter.api.Test;

class DynamoOnlineScanTest extends OnlineScanContract {
    private final String table = LocalDynamo.newTable();

    @Override
    protected OnlineStore open() {
        return DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table);
    }

    @Test
    void aScanTellsWhatItCost() {
        ViewId view = new ViewId("airport_delays", 1);
        try (DynamoOnlineStore store = DynamoOnlineStore.open(LocalDynamo.ENDPOINT, table)) {
            store.write(List.of(new OnlineChange.Put(
                    new OnlineItem(new ItemKey("airport|ORD", view), new byte[80_000], 1, 1, null))));

            double units = store.scan(view, ScanOptions.DEFAULTS.withSegments(1), item -> {})
                    .readUnits();

            assertThat(units).as("half a unit for each 4 KiB").isBetween(80_000 / 8_192.0, 80_000 / 8_192.0 + 1);
        }
    }
}
