package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.client.ClientOptions;
import dev.sluice.client.FeatureClient;
import dev.sluice.client.FeatureVector;
import dev.sluice.online.dynamodb.EmbeddedDynamo;
import dev.sluice.registry.database.SqlResource;
import dev.sluice.time.TimeSpan;
import dev.sluice.transform.ExactText;
import dev.sluice.transform.LocalSpark;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** O8: of every key, and of every type, the online value is the training value of the moment, bit for bit. */
class OfflineOnlineTest {
    private static final int KEYS = 400;
    private static final SortedMap<String, String> FEATURES = new TreeMap<>(Map.ofEntries(
            Map.entry("an_int", "int"),
            Map.entry("a_long", "long"),
            Map.entry("a_float", "float"),
            Map.entry("a_double", "double"),
            Map.entry("a_flag", "boolean"),
            Map.entry("a_text", "string"),
            Map.entry("some_bytes", "bytes"),
            Map.entry("a_time", "timestamp"),
            Map.entry("a_date", "date"),
            Map.entry("an_amount", "decimal(18,4)"),
            Map.entry("an_embedding", "array<float>"),
            Map.entry("some_texts", "array<string>")));

    @TempDir
    private Path folder;

    @Test
    void everyKeyAndTypeIsTheSameOnBothSides() throws Exception {
        try (EmbeddedDynamo dynamo = EmbeddedDynamo.inMemory(TestInstallation.DYNAMODB)) {
            SmallProject project = project(dynamo);
            project.sluice("apply").succeeds();
            project.sluice("backfill", "--from", "2001-03-01", "--to", "2001-03-04", "--yes")
                    .succeeds();
            project.sluice("materialize").succeeds();
            project.trainingSet().succeeds();
            try (FeatureClient client = FeatureClient.connect(
                    dynamo.endpoint().toString(),
                    "small_features",
                    ClientOptions.DEFAULTS.withDeadline(TimeSpan.parse("1m")))) {
                Map<String, String> served = served(client);
                assertThat(served).hasSize(KEYS);
                assertThat(trained(project)).isEqualTo(served);
                assertThat(served.values())
                        .filteredOn(OfflineOnlineTest::isNothing)
                        .hasSizeBetween(20, KEYS - 20);
            }
        }
    }

    private static Map<String, String> served(FeatureClient client) {
        List<Map<String, String>> keys = IntStream.range(0, KEYS)
                .mapToObj(number -> Map.of("airport", "k" + number))
                .toList();
        List<FeatureVector> vectors = client.getAll("delays", keys);
        return IntStream.range(0, KEYS)
                .boxed()
                .collect(Collectors.toMap(
                        number -> "k" + number,
                        number -> FEATURES.keySet().stream()
                                .map(feature -> ExactText.of(vectors.get(number).value(feature)))
                                .collect(Collectors.joining(" "))));
    }

    private static Map<String, String> trained(SmallProject project) {
        return LocalSpark.session().read().parquet(project.path("ts/data")).collectAsList().stream()
                .collect(Collectors.toMap(
                        row -> row.getString(row.fieldIndex("airport")),
                        row -> FEATURES.keySet().stream()
                                .map(feature -> ExactText.of(row.get(row.fieldIndex(feature))))
                                .collect(Collectors.joining(" "))));
    }

    private static boolean isNothing(String values) {
        return values.replace("null", "").isBlank();
    }

    /** Each key has rows of some days, of which the older are beyond the view's ttl at the moment. */
    private SmallProject project(EmbeddedDynamo dynamo) {
        SmallProject project = SmallProject.in(folder);
        LocalSpark.session()
                .sql(SqlResource.of(OfflineOnlineTest.class, "values"))
                .write()
                .parquet(project.path("data/flights"));
        project.write(
                "sluice.yaml",
                "project: small\nlake: lake\nonline: {store: dynamodb, endpoint: \"" + dynamo.endpoint()
                        + "\", table: small_features}\nclock: 2001-03-04T00:00:00Z\n");
        project.write("sources.yaml", "- {source: flights, format: parquet, path: data/flights, event_time: date}\n");
        project.write(
                "views/airport_delays.sql",
                "SELECT origin AS airport, " + String.join(", ", FEATURES.keySet()) + " FROM flights\n");
        project.write(
                "views/airport_delays.yaml",
                FEATURES.entrySet().stream()
                        .map(feature -> "  - {name: " + feature.getKey() + ", type: '" + feature.getValue() + "'}\n")
                        .collect(Collectors.joining("", """
                                feature_view: airport_delays
                                entity: airport
                                sources: {flights: {}}
                                transform: airport_delays.sql
                                ttl: 30h
                                online: true
                                features:
                                """, "")));
        project.write("services.yaml", "- {feature_service: delays, features: [{view: airport_delays}]}\n");
        project.write(
                "labels.csv",
                IntStream.range(0, KEYS)
                        .mapToObj(number -> "2001-03-04T00:00:00Z,k" + number + "\n")
                        .collect(Collectors.joining("", "date,airport\n", "")));
        return project;
    }
}
