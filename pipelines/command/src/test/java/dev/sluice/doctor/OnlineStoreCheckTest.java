package dev.sluice.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.dynamodb.DynamoOnlineStore;
import dev.sluice.online.dynamodb.EmbeddedDynamo;
import dev.sluice.project.OnlineSettings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

class OnlineStoreCheckTest {
    private static final Path JARS =
            Path.of(System.getProperty("sluice.root"), "materializer/dynamodb-local/target/jars");
    private static EmbeddedDynamo dynamo;

    @BeforeAll
    static void start() {
        dynamo = EmbeddedDynamo.inMemory(JARS);
    }

    @AfterAll
    static void stop() {
        dynamo.close();
    }

    @Test
    void aTableThatIsNotThereYetIsNotMadeByLookingAtIt() {
        for (int i = 0; i < 2; i++) {
            assertThat(found("new_table", Clock.systemUTC()).get(0))
                    .isEqualTo(Finding.warning(
                            "dynamodb",
                            "Table new_table at " + dynamo.endpoint() + " is not there yet.",
                            "`sluice materialize` makes it."));
        }
    }

    @Test
    void aTableIsOkUnlessNothingExpiresOrByAnotherAttribute() {
        try (DynamoOnlineStore store = DynamoOnlineStore.open(dynamo.endpoint().toString(), "features")) {
            store.prepare();
        }
        assertThat(found("features", Clock.systemUTC()).get(0))
                .isEqualTo(Finding.ok(
                        "dynamodb",
                        "Table features at " + dynamo.endpoint() + " is there, its items expire by 'ttl'."));
        expire("features", false, OnlineTable.EXPIRES_AT);
        assertThat(found("features", Clock.systemUTC()).get(0))
                .satisfies(finding -> assertThat(finding.isBroken()).isTrue())
                .satisfies(finding ->
                        assertThat(finding.text()).contains("lets no item expire.", "dynamodb:UpdateTimeToLive"));
        expire("features", true, "other");
        assertThat(found("features", Clock.systemUTC()).get(0))
                .satisfies(finding -> assertThat(finding.isBroken()).isTrue())
                .satisfies(finding -> assertThat(finding.message()).contains("lets items expire by 'other'."));
    }

    @Test
    void aTableOfAnotherShapeIsBroken() {
        try (DynamoDbClient client = client()) {
            client.createTable(request -> request.tableName("foreign")
                    .billingMode(BillingMode.PAY_PER_REQUEST)
                    .keySchema(KeySchemaElement.builder()
                            .attributeName("id")
                            .keyType(KeyType.HASH)
                            .build())
                    .attributeDefinitions(AttributeDefinition.builder()
                            .attributeName("id")
                            .attributeType(ScalarAttributeType.S)
                            .build()));
        }
        assertThat(found("foreign", Clock.systemUTC()).get(0).text())
                .isEqualTo(
                        "Table foreign at " + dynamo.endpoint() + " has the key [id], not [pk, sk]. Name another table"
                                + " under online.table of sluice.yaml.");
    }

    @Test
    void aClockThatIsWrongIsTold() {
        assertThat(found("any_table", Clock.systemUTC()))
                .extracting(Finding::subject)
                .contains("clock of dynamodb");
        assertThat(found("any_table", Clock.systemUTC()).get(1).verdict()).isEqualTo(Verdict.OK);
        Finding finding = found("any_table", Clock.offset(Clock.systemUTC(), Duration.ofHours(1)))
                .get(1);
        assertThat(finding.isBroken()).isTrue();
        assertThat(finding.message()).matches("It is (59|60) min behind this machine's\\.");
    }

    @Test
    void aServerThatIsNotThereIsBroken() {
        assertThat(found(new OnlineStoreCheck(settings("features"), "http://127.0.0.1:1", Clock.systemUTC())))
                .singleElement()
                .satisfies(finding -> assertThat(finding.isBroken()).isTrue())
                .satisfies(finding -> assertThat(finding.message())
                        .contains("Cannot reach DynamoDB at http://127.0.0.1:1", "Is it running?"));
    }

    @Test
    void aDaxClusterThatIsNotThereIsBrokenAndOneThatIsNotNamedIsNotLookedFor() {
        OnlineSettings dax = new OnlineSettings("dynamodb", "dax://127.0.0.1:1", "features", 0);
        assertThat(found(new DaxCheck(dax)).get(0).text())
                .isEqualTo(
                        "Cannot reach dax://127.0.0.1:1: Connection refused. See that the cluster runs, and that this"
                                + " machine is in its VPC and security group.");
        OnlineSettings unknown = new OnlineSettings("dynamodb", "dax://nowhere.invalid", "features", 0);
        assertThat(found(new DaxCheck(unknown)).get(0).text()).contains("the name nowhere.invalid is not known");
        assertThat(found(new DaxCheck(settings("features"))))
                .containsExactly(Finding.skipped("dax", "The project reads without DAX."));
    }

    private static OnlineSettings settings(String table) {
        return new OnlineSettings("dynamodb", dynamo.endpoint().toString(), table, 0);
    }

    private static List<Finding> found(String table, Clock clock) {
        return found(new OnlineStoreCheck(settings(table), dynamo.endpoint().toString(), clock));
    }

    private static List<Finding> found(Check check) {
        return Examination.of(List.of(check)).findings();
    }

    private static void expire(String table, boolean enabled, String attribute) {
        try (DynamoDbClient client = client()) {
            client.updateTimeToLive(request -> request.tableName(table)
                    .timeToLiveSpecification(ttl -> ttl.enabled(enabled).attributeName(attribute)));
        }
    }

    private static DynamoDbClient client() {
        URI endpoint = dynamo.endpoint();
        return DynamoDbClient.builder()
                .endpointOverride(endpoint)
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("local", "local")))
                .build();
    }
}
