package dev.sluice.doctor;

import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.online.dynamodb.DynamoOptions;
import dev.sluice.project.OnlineSettings;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Whether the DAX cluster that a project reads through can be reached and answers a read. */
public final class DaxCheck implements Check {
    private static final int PLAIN = 8111;
    private static final int ENCRYPTED = 9111;

    private final OnlineSettings online;

    public DaxCheck(OnlineSettings online) {
        this.online = online;
    }

    @Override
    public String subject() {
        return "dax";
    }

    @Override
    public Duration deadline() {
        return Duration.ofSeconds(30);
    }

    @Override
    public List<Finding> findings() {
        if (!online.isBehindDax()) {
            return List.of(Finding.skipped(subject(), "The project reads without DAX."));
        }
        URI cluster = URI.create(online.endpoint());
        int usual = cluster.getScheme().equals("daxs") ? ENCRYPTED : PLAIN;
        Optional<String> obstacle =
                Reachability.obstacle(cluster.getHost(), cluster.getPort() < 0 ? usual : cluster.getPort());
        return List.of(obstacle.map(why -> Finding.broken(
                        subject(),
                        "Cannot reach " + cluster + ": " + why + ".",
                        "See that the cluster runs, and that this machine is in its VPC and security group."))
                .orElseGet(this::read));
    }

    private Finding read() {
        try (DynamoOnlineStore store =
                DynamoOnlineStore.open(online.endpoint(), online.table(), DynamoOptions.DEFAULTS)) {
            return Finding.ok(
                    subject(),
                    online.endpoint() + " answers; the online store "
                            + (store.findDescription().isPresent() ? "is described there." : "is empty."));
        }
    }
}
