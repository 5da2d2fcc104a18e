package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.DeadLetter;
import dev.sluice.problem.SluiceException;
import dev.sluice.testing.Flights;
import dev.sluice.type.ValueType.Scalar;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeadLetterFileTest {
    private static final FeatureView VIEW = Flights.airportDelays();

    @TempDir
    private Path folder;

    private static DeadLetter letter(String key, String reason) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        record.put("vector", List.of(0.5, Double.NaN));
        record.put("raw", new byte[] {1, 2});
        record.put("at", Instant.parse("2001-03-05T00:00:00Z"));
        record.put("nothing", null);
        return new DeadLetter(VIEW.id(), key, reason, record);
    }

    @Test
    void lettersAreKeptByKeyAndReadByTheNextProcess() throws Exception {
        DeadLetterFile letters = DeadLetterFile.of(folder, VIEW);
        letters.add(List.of(letter("airport|ORD", "too large"), letter("airport|ATL", "too large")));
        letters.add(List.of(letter("airport|ORD", "still too large")));

        assertThat(Files.readAllLines(letters.file()))
                .containsExactly(
                        "{\"key\":\"airport|ORD\",\"reason\":\"still too large\",\"record\":{\"vector\":[0.5,\"NaN\"],"
                                + "\"raw\":\"AQI=\",\"at\":\"2001-03-05T00:00:00Z\",\"nothing\":null}}",
                        "{\"key\":\"airport|ATL\",\"reason\":\"too large\",\"record\":{\"vector\":[0.5,\"NaN\"],"
                                + "\"raw\":\"AQI=\",\"at\":\"2001-03-05T00:00:00Z\",\"nothing\":null}}");
        assertThat(DeadLetterFile.of(folder, VIEW).of(VIEW.id()))
                .extracting(DeadLetter::key, DeadLetter::reason)
                .containsExactly(
                        org.assertj.core.api.Assertions.tuple("airport|ORD", "still too large"),
                        org.assertj.core.api.Assertions.tuple("airport|ATL", "too large"));
    }

    @Test
    void theFileGoesWithTheLastLetter() {
        DeadLetterFile letters = DeadLetterFile.of(folder, VIEW);
        letters.add(List.of(letter("airport|ORD", "too large")));
        letters.remove(VIEW.id(), List.of("airport|ORD", "airport|ATL"));

        assertThat(letters.file()).doesNotExist();
        assertThat(letters.of(VIEW.id())).isEmpty();
    }

    @Test
    void onlyTheOwnerReadsTheRowsOfPersons() throws Exception {
        FeatureView persons = Flights.daily("persons", Flights.AIRPORT, "SELECT 1")
                .build(Arrays.asList(Feature.of("name", Scalar.STRING).withTags(Map.of("pii", "true"))));
        DeadLetterFile letters = DeadLetterFile.of(folder, persons);
        letters.add(List.of(new DeadLetter(persons.id(), "airport|ORD", "too large", Map.of("name", "Ann"))));

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(letters.file())))
                .isEqualTo("rw-------");
    }

    @Test
    void aBrokenFileIsAnErrorThatNamesIt() throws Exception {
        DeadLetterFile letters = DeadLetterFile.of(folder, VIEW);
        Files.createDirectories(letters.file().getParent());
        Files.writeString(letters.file(), "{\"key\":");

        assertThatThrownBy(() -> letters.of(VIEW.id()))
                .isInstanceOf(SluiceException.class)
                .hasMessageStartingWith("Cannot read the dead letters of airport_delays@1 in " + letters.file() + ": ");
    }
}
