package dev.sluice.doctor;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.dynamodb.DynamoOptions;
import dev.sluice.online.dynamodb.TableExamination;
import dev.sluice.project.OnlineSettings;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether DynamoDB answers, has the table in the right shape and with its expiry, and agrees about the time. */
public final class OnlineStoreCheck implements Check {
    private final OnlineSettings online;
    private final String endpoint;
    private final Clock clock;

    /** @param endpoint where the table is; an embedded store must be running there */
    public OnlineStoreCheck(OnlineSettings online, String endpoint, Clock clock) {
        this.online = online;
        this.endpoint = endpoint;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "dynamodb";
    }

    @Override
    public List<Finding> findings() throws Exception {
        look(); // the first connection takes longer
        ClockReading.Asked<TableExamination> asked =
                ClockReading.during(clock, Duration.ofSeconds(1), this::look, TableExamination::now);
        List<Finding> findings = new ArrayList<>(List.of(judged(asked.answer())));
        if (asked.reading() != null) {
            findings.add(asked.reading().finding(subject()));
        }
        return findings;
    }

    private TableExamination look() {
        return TableExamination.of(endpoint, online.table(), DynamoOptions.DEFAULTS);
    }

    private Finding judged(TableExamination table) {
        String where = "Table " + online.table() + " at " + endpoint;
        if (!table.isThere()) {
            return Finding.warning(subject(), where + " is not there yet.", "`sluice materialize` makes it.");
        }
        if (!table.isOfOurShape()) {
            return Finding.broken(
                    subject(),
                    where + " has the key " + table.keys() + ", not [" + OnlineTable.ENTITY_KEY + ", "
                            + OnlineTable.VIEW + "].",
                    "Name another table under online.table of sluice.yaml.");
        }
        return expiry(where, table);
    }

    private Finding expiry(String where, TableExamination table) {
        String attribute = table.expiringBy();
        if (attribute == null) {
            return Finding.broken(
                    subject(),
                    where + " lets no item expire.",
                    "`sluice materialize` turns its time to live on, if it may (dynamodb:UpdateTimeToLive).");
        }
        return attribute.equals(OnlineTable.EXPIRES_AT)
                ? Finding.ok(subject(), where + " is there, its items expire by '" + attribute + "'.")
                : Finding.broken(
                        subject(),
                        where + " lets items expire by '" + attribute + "'.",
                        "Turn that off, wait an hour, and let it be '" + OnlineTable.EXPIRES_AT + "'.");
    }
}
