package dev.sluice.server;

import com.google.protobuf.Any;
import com.google.protobuf.Duration;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.RetryInfo;
import com.google.rpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** A problem as gRPC says it: the status, and its code and fields as google.rpc's error details. */
final class ProtoProblem {
    private ProtoProblem() {}

    static StatusRuntimeException of(Problem problem) {
        Status.Builder status = Status.newBuilder()
                .setCode(code(problem.status()).getNumber())
                .setMessage(problem.detail())
                .addDetails(Any.pack(ErrorInfo.newBuilder()
                        .setReason(problem.code())
                        .setDomain("sluice.dev")
                        .build()));
        if (!problem.fields().isEmpty()) {
            status.addDetails(Any.pack(fields(problem)));
        }
        if (problem.retryAfterSeconds() > 0) {
            status.addDetails(Any.pack(RetryInfo.newBuilder()
                    .setRetryDelay(Duration.newBuilder().setSeconds(problem.retryAfterSeconds()))
                    .build()));
        }
        return StatusProto.toStatusRuntimeException(status.build());
    }

    private static BadRequest fields(Problem problem) {
        BadRequest.Builder request = BadRequest.newBuilder();
        problem.fields()
                .forEach(field -> request.addFieldViolations(BadRequest.FieldViolation.newBuilder()
                        .setField(field.field())
                        .setDescription(field.message())));
        return request.build();
    }

    private static Code code(int status) {
        return switch (status) {
            case 400 -> Code.INVALID_ARGUMENT;
            case 404 -> Code.NOT_FOUND;
            case 429 -> Code.RESOURCE_EXHAUSTED;
            case 503 -> Code.UNAVAILABLE;
            case 504 -> Code.DEADLINE_EXCEEDED;
            default -> Code.INTERNAL;
        };
    }
}
