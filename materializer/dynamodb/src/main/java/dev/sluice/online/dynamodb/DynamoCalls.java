package dev.sluice.online.dynamodb;

import dev.sluice.problem.SluiceException;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;

/** Calls of DynamoDB whose failures say what was done, where, and what to do. */
final class DynamoCalls {
    private final String endpoint;
    private final String table;

    DynamoCalls(String endpoint, String table) {
        this.endpoint = endpoint;
        this.table = table;
    }

    String where() {
        return "table " + table + " of DynamoDB at " + endpoint;
    }

    /** The answer of a call; what conditional writes say is left to their caller. */
    <T> T answer(String what, Supplier<T> call) {
        try {
            return call.get();
        } catch (DynamoDbException e) {
            throw refused(what, e);
        } catch (SdkClientException e) {
            throw DynamoError.UNAVAILABLE.problem(
                    "Cannot reach DynamoDB at " + endpoint + " to " + what + " table " + table + ": "
                            + advised(root(e)),
                    e);
        } catch (SdkException e) {
            throw DynamoError.UNAVAILABLE.problem("Cannot " + what + " " + where() + ": " + e.getMessage() + ".", e);
        }
    }

    /** Whether the request itself was at fault. */
    static boolean isInvalid(DynamoDbException failure) {
        return isCode(failure, "ValidationException");
    }

    /** Whether the caller may not do this. */
    static boolean isDenied(DynamoDbException failure) {
        return isCode(failure, "AccessDeniedException");
    }

    /** Whether a call failed for want of capacity. */
    static boolean isThrottled(SluiceException problem) {
        return problem.getCause() instanceof DynamoDbException failure && failure.isThrottlingException();
    }

    private static boolean isCode(DynamoDbException failure, String code) {
        return failure.awsErrorDetails() != null
                && code.equals(failure.awsErrorDetails().errorCode());
    }

    private SluiceException refused(String what, DynamoDbException failure) {
        if (isNoTable(failure)) {
            return DynamoError.NO_TABLE.problem(
                    "Cannot " + what + " " + where()
                            + ": there is no such table in this region. Run `sluice materialize`"
                            + " first, or name its region, as by AWS_REGION.",
                    failure);
        }
        String said = failure.awsErrorDetails() == null
                ? String.valueOf(failure.getMessage())
                : failure.awsErrorDetails().errorCode() + ", "
                        + failure.awsErrorDetails().errorMessage();
        return DynamoError.UNAVAILABLE.problem(
                "Cannot " + what + " " + where() + ": " + said + (said.endsWith(".") ? "" : ".") + advice(failure),
                failure);
    }

    private static String advice(DynamoDbException failure) {
        if (failure.isThrottlingException()) {
            return " It throttles: try again later, or raise its capacity.";
        }
        return failure.statusCode() >= 500
                ? " The service itself failed: try again."
                : " Check the credentials, the region and the table's permissions.";
    }

    /** DAX tells it by its name only. */
    private static boolean isNoTable(DynamoDbException failure) {
        return failure instanceof ResourceNotFoundException || isCode(failure, "ResourceNotFoundException");
    }

    private static String advised(String failure) {
        return failure.contains("credentials")
                ? failure
                        + ". Give credentials, as by AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, a profile or a role."
                : failure + ". Is it running? The endpoint is online.endpoint in sluice.yaml.";
    }

    private static String root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message.split("\\R", 2)[0];
    }
}
