package dev.sluice.online.dynamodb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A batch of reads or writes, on one table, of which DynamoDB does only a part. */
public final class FaultyDynamoBatch {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String ITEMS = "RequestItems";

    private FaultyDynamoBatch() {}

    public static boolean isBatch(FaultyDynamo.Call call) {
        return call.operation().equals("BatchGetItem") || call.operation().equals("BatchWriteItem");
    }

    /** Does the first part of a batch, rounded down, and leaves the rest unprocessed. */
    public static FaultyDynamo.Answer part(FaultyDynamo.Call call, double share)
            throws IOException, InterruptedException {
        boolean read = call.operation().equals("BatchGetItem");
        ObjectNode done = (ObjectNode) JSON.readTree(call.body());
        ObjectNode left = done.deepCopy();
        ArrayNode all = parts(left, read);
        int count = (int) (all.size() * share);
        ArrayNode kept = parts(done, read);
        for (int i = all.size() - 1; i >= 0; i--) {
            (i < count ? all : kept).remove(i);
        }
        ObjectNode answer = count == 0 ? JSON.createObjectNode() : answered(call, done);
        if (read && count == 0) {
            answer.putObject("Responses");
        }
        answer.set(
                read ? "UnprocessedKeys" : "UnprocessedItems",
                all.isEmpty() ? JSON.createObjectNode() : left.get(ITEMS));
        return new FaultyDynamo.Answer(200, answer.toString(), 1);
    }

    private static ObjectNode answered(FaultyDynamo.Call call, ObjectNode request)
            throws IOException, InterruptedException {
        return (ObjectNode)
                JSON.readTree(call.forward().answer(request.toString()).body());
    }

    private static ArrayNode parts(ObjectNode request, boolean read) {
        ObjectNode items = (ObjectNode) request.get(ITEMS);
        String table = items.fieldNames().next();
        return (ArrayNode) (read ? items.get(table).get("Keys") : items.get(table));
    }
}
