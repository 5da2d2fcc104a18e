package dev.sluice.online.benchmark.server;

import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import dev.sluice.serving.v1.Entity;
import dev.sluice.serving.v1.FeatureServingGrpc;
import dev.sluice.serving.v1.FeatureServingGrpc.FeatureServingFutureStub;
import dev.sluice.serving.v1.GetFeaturesRequest;
import dev.sluice.serving.v1.GetFeaturesResponse;
import dev.sluice.serving.v1.Value;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The server over gRPC, one connection. */
final class OverGrpc implements Contender {
    private final ManagedChannel channel;
    private final FeatureServingFutureStub stub;

    OverGrpc(int port) {
        this.channel = NettyChannelBuilder.forAddress("127.0.0.1", port)
                .usePlaintext()
                .directExecutor()
                .build();
        this.stub = FeatureServingGrpc.newFutureStub(channel);
    }

    @Override
    public String name() {
        return "gRPC";
    }

    private static GetFeaturesRequest request(int entity) {
        return GetFeaturesRequest.newBuilder()
                .setService(Vectors.SERVICE)
                .addEntities(Entity.newBuilder()
                        .putKeys(
                                Vectors.KEY,
                                Value.newBuilder()
                                        .setStringValue(Vectors.key(entity))
                                        .build()))
                .build();
    }

    @Override
    public void ask(int entity, Done done) {
        Futures.addCallback(stub.getFeatures(request(entity)), heard(done), MoreExecutors.directExecutor());
    }

    private static FutureCallback<GetFeaturesResponse> heard(Done done) {
        return new FutureCallback<>() {
            @Override
            public void onSuccess(@Nullable GetFeaturesResponse response) {
                done.answered(response != null && response.getVectorsCount() == 1 ? null : "no vector");
            }

            @Override
            public void onFailure(Throwable failure) {
                done.answered(failure.toString());
            }
        };
    }

    @Override
    public String firstValue(int entity) {
        GetFeaturesResponse response = Objects.requireNonNull(Futures.getUnchecked(stub.getFeatures(request(entity))));
        return String.valueOf(response.getVectors(0).getValues(0).getValue().getDoubleValue());
    }

    @Override
    public void close() {
        channel.shutdownNow();
    }
}
