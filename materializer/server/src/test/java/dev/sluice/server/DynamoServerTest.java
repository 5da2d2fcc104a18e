package dev.sluice.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.online.dynamodb.EmbeddedDynamo;
import dev.sluice.serving.v1.FeatureServingGrpc;
import io.grpc.ManagedChannel;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The server over DynamoDB. */
class DynamoServerTest {
    private static final Path JARS =
            Path.of(System.getProperty("sluice.root"), "materializer/dynamodb-local/target/jars");

    @Test
    void aTableIsServedAsItIs(@TempDir Path folder) {
        try (EmbeddedDynamo dynamo = EmbeddedDynamo.start(JARS, folder);
                DynamoOnlineStore store =
                        DynamoOnlineStore.open(dynamo.endpoint().toString(), "features");
                FeatureServer server = ServedFlights.serve(store, ServedFlights.OPTIONS)) {
            Rest rest = new Rest(server);
            ManagedChannel channel = GrpcServerTest.channel(server);
            try {
                assertThat(rest.get("/health/ready").status()).isEqualTo(503);

                ServedFlights.fill(store);
                server.refresh();

                assertThat(rest.get("/v1/services/delay_model/features?origin=ORD&destination=ATL")
                                .json()
                                .at("/features/flights_7d/value")
                                .intValue())
                        .isEqualTo(3);
                assertThat(FeatureServingGrpc.newBlockingStub(channel)
                                .getFeatures(GrpcServerTest.driver(999, 1001))
                                .getVectors(1)
                                .getValues(1)
                                .getValue()
                                .getLongValue())
                        .isEqualTo(17);
            } finally {
                channel.shutdownNow();
            }
        }
    }
}
