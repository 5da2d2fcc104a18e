package dev.sluice.online.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.SluiceException;
import dev.sluice.testing.SystemProperties;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfEnvironmentVariable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DynamoOptionsTest {
    @Test
    void theDefaultsAreThese() {
        assertThat(DynamoOptions.DEFAULTS)
                .isEqualTo(new DynamoOptions(
                        4, Duration.ofSeconds(3), Duration.ofSeconds(10), Duration.ofSeconds(30), 16, 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "localhost:8000", "ftp://host", "http://", "http://a b", "http://host/path", "dax://", "AWS"
            })
    void whatIsNoEndpointIsRefused(String text) {
        assertThatThrownBy(() -> DynamoEndpoint.parse(text))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Invalid endpoint: '" + text
                        + "'. Write aws, http://host:port, https://host or dax://host:port.");
    }

    @Test
    @DisabledIfEnvironmentVariable(named = "AWS_REGION", matches = ".+", disabledReason = "A region is named")
    void aMissingRegionIsToldWithoutTheSdksObjects() {
        try (SystemProperties nowhere =
                SystemProperties.of(Map.of("aws.disableEc2Metadata", "true", "aws.configFile", "/nowhere/config"))) {
            assertThatThrownBy(() -> DynamoOnlineStore.open("aws", "features"))
                    .isInstanceOf(SluiceException.class)
                    .hasMessage(
                            "Cannot use DynamoDB at aws: neither the environment, nor the profile, nor the machine names"
                                    + " a region. Name the region, as by AWS_REGION=eu-central-1.");
        }
    }

    @Test
    void withoutTheModuleOfDaxItsEndpointIsRefusedWithItsName() {
        assertThatThrownBy(() -> DynamoOnlineStore.open("dax://cluster:8111", "features"))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot use dax://cluster:8111: the DAX client is not on the class path. Add the dependency"
                        + " dev.sluice.materializer:sluice-dax.");
    }
}
