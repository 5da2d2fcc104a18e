package dev.sluice.online.dynamodb;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;

/** A batch of reads, or of statements, on one table, of which DynamoDB does only a part. */
public final class FaultyDynamoBatch {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String READ = "BatchGetItem";

    private FaultyDynamoBatch() {}

    public static boolean isBatch(FaultyDynamo.Call call) {
        return call.operation().equals(READ) || call.operation().equals("BatchExecuteStatement");
    }

    /** Does the first part of a batch, rounded down: other keys are left unprocessed, other statements are throttled. */
    public static FaultyDynamo.Answer part(FaultyDynamo.Call call, double share)
            throws IOException, InterruptedException {
        ObjectNode answer = call.operation().equals(READ) ? read(call, share) : executed(call, share);
        return new FaultyDynamo.Answer(200, answer.toString(), 1);
    }

    private static ObjectNode read(FaultyDynamo.Call call, double share) throws IOException, InterruptedException {
        ObjectNode done = (ObjectNode) JSON.readTree(call.body());
        ObjectNode left = done.deepCopy();
        int count = split(keys(done), keys(left), share);
        ObjectNode answer = count == 0 ? JSON.createObjectNode() : answered(call, done);
        if (count == 0) {
            answer.putObject("Responses");
        }
        answer.set("UnprocessedKeys", keys(left).isEmpty() ? JSON.createObjectNode() : left.get("RequestItems"));
        return answer;
    }

    private static ArrayNode keys(ObjectNode request) {
        ObjectNode tables = (ObjectNode) request.get("RequestItems");
        return (ArrayNode) tables.get(tables.fieldNames().next()).get("Keys");
    }

    private static ObjectNode executed(FaultyDynamo.Call call, double share) throws IOException, InterruptedException {
        ObjectNode done = (ObjectNode) JSON.readTree(call.body());
        ObjectNode left = done.deepCopy();
        int count = split((ArrayNode) done.get("Statements"), (ArrayNode) left.get("Statements"), share);
        ObjectNode answer = count == 0 ? JSON.createObjectNode() : answered(call, done);
        ArrayNode responses = count == 0 ? answer.putArray("Responses") : (ArrayNode) answer.get("Responses");
        for (int i = 0; i < left.get("Statements").size(); i++) {
            responses
                    .addObject()
                    .putObject("Error")
                    .put("Code", "ThrottlingError")
                    .put("Message", "Slow down.");
        }
        return answer;
    }

    /** Keeps the first part in one list and the rest in the other, of two that are equal; the length of the first. */
    private static int split(ArrayNode first, ArrayNode rest, double share) {
        int count = (int) (first.size() * share);
        for (int i = first.size() - 1; i >= 0; i--) {
            (i < count ? rest : first).remove(i);
        }
        return count;
    }

    private static ObjectNode answered(FaultyDynamo.Call call, ObjectNode request)
            throws IOException, InterruptedException {
        return (ObjectNode)
                JSON.readTree(call.forward().answer(request.toString()).body());
    }
}
