package dev.sluice.server;

import dev.sluice.serving.v1.FeatureServingGrpc;
import dev.sluice.serving.v1.GetFeaturesRequest;
import dev.sluice.serving.v1.GetFeaturesResponse;
import dev.sluice.time.TimeSpan;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Features over gRPC. */
final class GrpcFeatures extends FeatureServingGrpc.FeatureServingImplBase {
    private final ServedRequests requests;
    private final TimeSpan deadline;
    private final ServerMetrics metrics;
    private final ServerListener listener;

    GrpcFeatures(ServedRequests requests, TimeSpan deadline, ServerMetrics metrics, ServerListener listener) {
        this.requests = requests;
        this.deadline = deadline;
        this.metrics = metrics;
        this.listener = listener;
    }

    @Override
    public void getFeatures(GetFeaturesRequest request, StreamObserver<GetFeaturesResponse> observer) {
        long begunNanos = System.nanoTime();
        CompletableFuture<GetFeaturesResponse> answer =
                requests.submit(() -> ProtoRequest.parse(request), ProtoAnswer::of, within());
        ((ServerCallStreamObserver<GetFeaturesResponse>) observer).setOnCancelHandler(() -> answer.cancel(false));
        answer.whenComplete((response, failure) -> {
            String status = "OK";
            if (failure == null) {
                observer.onNext(response);
                observer.onCompleted();
            } else {
                Problem problem = Problem.of(failure);
                StatusRuntimeException told = ProtoProblem.of(problem);
                status = told.getStatus().getCode().name();
                observer.onError(told);
                tell(problem, failure);
            }
            metrics.requested("grpc", "GetFeatures", status, System.nanoTime() - begunNanos);
        });
    }

    private void tell(Problem problem, Throwable failure) {
        if (problem.id() != null) {
            listener.failed(problem.id(), failure);
        }
    }

    /** The server's deadline, or the caller's if that is earlier. */
    private TimeSpan within() {
        Deadline asked = Context.current().getDeadline();
        if (asked == null) {
            return deadline;
        }
        long micros = Math.max(0, asked.timeRemaining(TimeUnit.MICROSECONDS));
        return micros < deadline.micros() ? new TimeSpan(Duration.ofNanos(micros * 1_000)) : deadline;
    }
}
