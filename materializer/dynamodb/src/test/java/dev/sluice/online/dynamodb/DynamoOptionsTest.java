package dev.sluice.online.dynamodb;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.problem.SluiceException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
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
    void withoutTheModuleOfDaxItsEndpointIsRefusedWithItsName() {
        assertThatThrownBy(() -> DynamoOnlineStore.open("dax://cluster:8111", "features"))
                .isInstanceOf(SluiceException.class)
                .hasMessage("Cannot use dax://cluster:8111: the DAX client is not on the class path. Add the dependency"
                        + " dev.sluice.materializer:sluice-dax.");
    }
}
