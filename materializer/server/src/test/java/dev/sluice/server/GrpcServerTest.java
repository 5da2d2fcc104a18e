package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.rpc.BadRequest;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import dev.sluice.online.InMemoryOnlineStore;
import dev.sluice.serving.v1.Entity;
import dev.sluice.serving.v1.FeatureColumn;
import dev.sluice.serving.v1.FeatureServingGrpc;
import dev.sluice.serving.v1.FeatureServingGrpc.FeatureServingBlockingStub;
import dev.sluice.serving.v1.FeatureStatus;
import dev.sluice.serving.v1.FeatureVector;
import dev.sluice.serving.v1.GetFeaturesRequest;
import dev.sluice.serving.v1.GetFeaturesResponse;
import dev.sluice.serving.v1.Value;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.StreamObserver;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GrpcServerTest {
    private static final Logger GRPC = Logger.getLogger("io.grpc");

    private static FeatureServer server;
    private static ManagedChannel channel;
    private static FeatureServingBlockingStub features;

    @BeforeAll
    static void open() {
        GRPC.setLevel(Level.OFF);
        InMemoryOnlineStore store = new InMemoryOnlineStore();
        ServedFlights.fill(store);
        server = ServedFlights.serve(store, ServedFlights.OPTIONS.withMaxBodyBytes(20_000));
        channel = channel(server);
        features = FeatureServingGrpc.newBlockingStub(channel);
    }

    @AfterAll
    static void close() {
        channel.shutdownNow();
        server.close();
    }

    static ManagedChannel channel(FeatureServer server) {
        return NettyChannelBuilder.forAddress(server.host(), server.grpcPort())
                .usePlaintext()
                .build();
    }

    static GetFeaturesRequest driver(long... ids) {
        GetFeaturesRequest.Builder request = GetFeaturesRequest.newBuilder().setService("driver_activity");
        for (long id : ids) {
            request.addEntities(
                    entity("driver_id", Value.newBuilder().setLongValue(id).build()));
        }
        return request.build();
    }

    private static Entity entity(String key, Value value) {
        return Entity.newBuilder().putKeys(key, value).build();
    }

    private static Value text(String text) {
        return Value.newBuilder().setStringValue(text).build();
    }

    @Test
    void manyEntitiesAreAnsweredInTheirOrder() {
        GetFeaturesResponse response = features.getFeatures(driver(5, 1001, 1001));

        assertThat(response.getColumnsList())
                .extracting(FeatureColumn::getName)
                .containsExactly("conv_rate", "avg_daily_trips");
        assertThat(response.getVectorsList())
                .extracting(vector -> vector.getValues(1).getValue().getLongValue())
                .containsExactly(0L, 17L, 17L);
        assertThat(response.getVectors(0).getValues(0).getStatus()).isEqualTo(FeatureStatus.NOT_FOUND);
        assertThat(response.getVectors(0).getValues(0).hasEventTime()).isFalse();
        assertThat(response.getVectors(1).getValues(0).getEventTime().getSeconds())
                .isEqualTo(ServedFlights.NOW.getEpochSecond());
    }

    @Test
    void everyTypeHasItsKind() {
        FeatureVector vector = features.getFeatures(GetFeaturesRequest.newBuilder()
                        .setService("typed")
                        .addEntities(Entity.newBuilder()
                                .putKeys("number", text("7"))
                                .putKeys(
                                        "on_day",
                                        Value.newBuilder()
                                                .setDateValue("2001-03-05")
                                                .build()))
                        .build())
                .getVectors(0);

        assertThat(vector.getValues(0).getValue().getIntValue()).isEqualTo(-2);
        assertThat(vector.getValues(1).getValue().getLongValue()).isEqualTo(Long.MAX_VALUE);
        assertThat(vector.getValues(2).getValue().getFloatValue()).isEqualTo(Float.POSITIVE_INFINITY);
        assertThat(vector.getValues(3).getValue().getDoubleValue()).isNaN();
        assertThat(vector.getValues(4).getValue().getBooleanValue()).isTrue();
        assertThat(vector.getValues(5).getValue().getStringValue()).isEqualTo("<b>\u65e5\u672c</b>\n");
        assertThat(vector.getValues(6).getValue().getBytesValue().toByteArray()).containsExactly(0, -1);
        assertThat(vector.getValues(7).getValue().getTimestampValue().getNanos())
                .isEqualTo(1_000);
        assertThat(vector.getValues(8).getValue().getDateValue()).isEqualTo("0001-01-01");
        assertThat(vector.getValues(9).getValue().getDecimalValue()).isEqualTo("1.50");
        assertThat(vector.getValues(10)
                        .getValue()
                        .getArrayValue()
                        .getElements(1)
                        .getKindCase())
                .isEqualTo(Value.KindCase.KIND_NOT_SET);
        assertThat(vector.getValues(11)
                        .getValue()
                        .getArrayValue()
                        .getElements(0)
                        .getFloatValue())
                .isEqualTo(0.5f);
    }

    @Test
    void featuresMayBeNamedOneByOneAndBeLimitedInAge() {
        GetFeaturesRequest old = GetFeaturesRequest.newBuilder()
                .addFeatures("airport_delays:avg_delay_7d")
                .setFullFeatureNames(true)
                .addEntities(entity("airport", text("OLD")))
                .build();

        GetFeaturesResponse response = features.getFeatures(old);
        GetFeaturesResponse outdated =
                features.getFeatures(old.toBuilder().setOutdated(true).build());
        GetFeaturesResponse younger = features.getFeatures(old.toBuilder()
                .setEntities(0, entity("airport", text("ORD")))
                .setMaxAge("59s")
                .build());

        assertThat(response.getColumns(0).getName()).isEqualTo("airport_delays__avg_delay_7d");
        assertThat(response.getVectors(0).getValues(0).getStatus()).isEqualTo(FeatureStatus.OUTSIDE_MAX_AGE);
        assertThat(response.getVectors(0).getValues(0).hasValue()).isFalse();
        assertThat(outdated.getVectors(0).getValues(0).getValue().getDoubleValue())
                .isEqualTo(2.5);
        assertThat(younger.getVectors(0).getValues(0).getStatus()).isEqualTo(FeatureStatus.OUTSIDE_MAX_AGE);
    }

    @Test
    void whatIsWrongIsToldByField() throws Exception {
        GetFeaturesRequest wrong = GetFeaturesRequest.newBuilder()
                .setService("driver_activity")
                .addEntities(entity("driver_id", text("x")))
                .addEntities(entity("driver_id", Value.getDefaultInstance()))
                .addEntities(entity(
                        "driver_id", Value.newBuilder().setDoubleValue(1.0).build()))
                .build();

        Status status = StatusProto.fromThrowable(
                catchThrowableOfType(StatusRuntimeException.class, () -> features.getFeatures(wrong)));

        assertThat(status.getCode()).isEqualTo(com.google.rpc.Code.INVALID_ARGUMENT_VALUE);
        assertThat(status.getDetails(0).unpack(ErrorInfo.class).getReason()).isEqualTo("WRONG_REQUEST");
        assertThat(status.getDetails(1).unpack(BadRequest.class).getFieldViolationsList())
                .extracting(violation -> violation.getField() + " " + violation.getDescription())
                .containsExactly(
                        "entities[0].keys[driver_id] Invalid long: 'x'."
                                + " Write a whole number from -9223372036854775808 to 9223372036854775807.",
                        "entities[1].keys[driver_id] has no value.",
                        "entities[2].keys[driver_id] is no single value, but the key's type is long.");
    }

    @Test
    void problemsHaveTheStatusOfTheirKind() {
        assertThatThrownBy(() -> features.getFeatures(
                        driver(1).toBuilder().setService("driver_activty").build()))
                .hasMessageStartingWith("NOT_FOUND: Unknown feature service: 'driver_activty'")
                .hasMessageContaining("Did you mean 'driver_activity'?");
        assertThatThrownBy(() -> features.getFeatures(GetFeaturesRequest.getDefaultInstance()))
                .hasMessageContaining("INVALID_ARGUMENT")
                .hasMessageContaining("names either a service or features");
        assertThatThrownBy(() -> features.getFeatures(driver()))
                .hasMessage("INVALID_ARGUMENT: Invalid request: entities: there is none. Name at least one.");
        assertThatThrownBy(() -> features.getFeatures(
                        driver(1).toBuilder().setMaxAge("x".repeat(30_000)).build()))
                .hasMessageStartingWith("RESOURCE_EXHAUSTED");
    }

    @Test
    void healthAndReflectionAreTheStandardOnes() {
        assertThat(HealthGrpc.newBlockingStub(channel)
                        .check(HealthCheckRequest.newBuilder()
                                .setService("sluice.serving.v1.FeatureServing")
                                .build())
                        .getStatus())
                .isEqualTo(ServingStatus.SERVING);
        assertThat(reflected().getListServicesResponse().getServiceList())
                .extracting(service -> service.getName())
                .contains("sluice.serving.v1.FeatureServing", "grpc.health.v1.Health");
    }

    private static ServerReflectionResponse reflected() {
        CompletableFuture<ServerReflectionResponse> first = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> asking = ServerReflectionGrpc.newStub(channel)
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse response) {
                        first.complete(response);
                    }

                    @Override
                    public void onError(Throwable failure) {
                        first.completeExceptionally(failure);
                    }

                    @Override
                    public void onCompleted() {}
                });
        asking.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        asking.onCompleted();
        return first.join();
    }
}
