package dev.sluice.command;

import dev.sluice.doctor.Check;
import dev.sluice.doctor.Finding;
import dev.sluice.doctor.OnlineStoreCheck;
import dev.sluice.online.dynamodb.DynamoOptions;
import dev.sluice.project.Project;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;

/** Whether the online store starts that is inside the commands' own processes. */
final class EmbeddedStoreCheck implements Check {
    private final Project project;
    private final Clock clock;

    EmbeddedStoreCheck(Project project, Clock clock) {
        this.project = project;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "dynamodb";
    }

    @Override
    public List<Finding> findings() throws Exception {
        if (!Files.exists(project.folder().resolve(".sluice/online"))) {
            return List.of(Finding.warning(
                    subject(), "The embedded online store is not there yet.", "`sluice materialize` makes it."));
        }
        try (OnlineStores stores = OnlineStores.ofTable(project, DynamoOptions.DEFAULTS)) {
            return new OnlineStoreCheck(project.settings().online(), stores.endpoint(), clock).findings();
        }
    }
}
