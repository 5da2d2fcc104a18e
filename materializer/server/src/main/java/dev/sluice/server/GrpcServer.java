package dev.sluice.server;

import dev.sluice.serving.v1.FeatureServingGrpc;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.grpc.protobuf.services.ProtoReflectionServiceV1;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;

/** The server of gRPC: features, health, reflection. Calls are answered by the workers, so its own threads never wait. */
final class GrpcServer {
    private static final int LONGEST_HEADERS = 8_192;

    private final Server server;
    private final HealthStatusManager health;

    private GrpcServer(Server server, HealthStatusManager health) {
        this.server = server;
        this.health = health;
    }

    static GrpcServer open(ServerOptions options, GrpcFeatures features) {
        HealthStatusManager health = new HealthStatusManager();
        Server server = NettyServerBuilder.forAddress(new InetSocketAddress(options.host(), options.grpcPort()))
                .directExecutor()
                .maxInboundMessageSize(options.maxBodyBytes())
                .maxInboundMetadataSize(LONGEST_HEADERS)
                .maxConcurrentCallsPerConnection(options.maxConcurrent())
                .addService(features)
                .addService(health.getHealthService())
                .addService(ProtoReflectionServiceV1.newInstance())
                .build();
        try {
            server.start();
        } catch (IOException e) {
            throw Listening.failed("gRPC", options.host(), options.grpcPort(), "--grpc-port", e);
        }
        return new GrpcServer(server, health);
    }

    int port() {
        return server.getPort();
    }

    void ready(boolean ready) {
        ServingStatus status = ready ? ServingStatus.SERVING : ServingStatus.NOT_SERVING;
        health.setStatus(HealthStatusManager.SERVICE_NAME_ALL_SERVICES, status);
        health.setStatus(FeatureServingGrpc.SERVICE_NAME, status);
    }

    /** Takes no more calls and says so. */
    void drain() {
        health.enterTerminalState();
        server.shutdown();
    }

    /** Waits for what runs, and ends what runs longer. */
    void close(long waitMillis) throws InterruptedException {
        if (!server.awaitTermination(waitMillis, TimeUnit.MILLISECONDS)) {
            server.shutdownNow();
        }
    }
}
