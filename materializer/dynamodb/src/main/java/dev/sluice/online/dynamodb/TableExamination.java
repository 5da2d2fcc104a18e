package dev.sluice.online.dynamodb;

import dev.sluice.layout.OnlineTable;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/**
 * How the table of an online store stands, looked at without changing anything.
 *
 * @param isThere whether it is there and answers
 * @param keys the attributes of its key
 * @param expiringBy the attribute by which items expire; null when they do not
 * @param now what the server's clock says; null when it does not tell
 */
public record TableExamination(
        boolean isThere,
        List<String> keys,
        @Nullable String expiringBy,
        @Nullable Instant now) {
    public TableExamination {
        keys = List.copyOf(keys);
    }

    /**
     * Looks at a table.
     *
     * @param endpoint {@code aws}, {@code http://host:port} or {@code https://host}
     */
    public static TableExamination of(String endpoint, String table, DynamoOptions options) {
        DynamoEndpoint place = DynamoEndpoint.parse(endpoint);
        try (DynamoDbClient client = place.client(options)) {
            return new DynamoCalls(place.toString(), table).answer("look at", () -> look(client, table));
        }
    }

    /** Whether it has the keys that items are stored by. */
    public boolean isOfOurShape() {
        return keys.equals(List.of(OnlineTable.ENTITY_KEY, OnlineTable.VIEW));
    }

    private static TableExamination look(DynamoDbClient client, String table) {
        try {
            DescribeTableResponse found = client.describeTable(request -> request.tableName(table));
            return new TableExamination(
                    found.table().tableStatus() != TableStatus.DELETING,
                    found.table().keySchema().stream()
                            .map(key -> key.attributeName())
                            .toList(),
                    expiry(client.describeTimeToLive(request -> request.tableName(table))
                            .timeToLiveDescription()),
                    now(found.sdkHttpResponse()));
        } catch (ResourceNotFoundException e) {
            return new TableExamination(
                    false, List.of(), null, now(e.awsErrorDetails().sdkHttpResponse()));
        }
    }

    private static @Nullable String expiry(TimeToLiveDescription expiry) {
        boolean expires = expiry.timeToLiveStatus() == TimeToLiveStatus.ENABLED
                || expiry.timeToLiveStatus() == TimeToLiveStatus.ENABLING;
        return expires ? expiry.attributeName() : null;
    }

    private static @Nullable Instant now(SdkHttpResponse response) {
        return response.firstMatchingHeader("Date")
                .map(TableExamination::instant)
                .orElse(null);
    }

    private static @Nullable Instant instant(String date) {
        try {
            return ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
