package dev.sluice.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.catalog.beyond.FeatureStatistics;
import dev.sluice.catalog.beyond.MeasuredFeature;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.SluiceException;
import dev.sluice.registry.RunRecord;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.conf.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * What the gate has measured of runs, from the {@code states.json} that it keeps of each (codec 1; quality/README.md). What was
 * read of a run is remembered: it does not change.
 */
final class KeptStatistics implements FeatureStatistics {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int MOST_REMEMBERED = 2_000;

    private final LakeLayout lake;
    private final Map<String, String> storage;
    private final Map<String, List<MeasuredFeature>> remembered = Collections.synchronizedMap(new Remembered());

    /** @param storage what Hadoop's file systems are told */
    KeptStatistics(LakeLayout lake, Map<String, String> storage) {
        this.lake = lake;
        this.storage = storage;
    }

    @Override
    public List<MeasuredFeature> of(FeatureView view, RunRecord run) {
        List<MeasuredFeature> known = remembered.get(run.runId());
        if (known == null) {
            known = read(view, run.runId());
            remembered.put(run.runId(), known);
        }
        return known;
    }

    private List<MeasuredFeature> read(FeatureView view, String runId) {
        String file = lake.quality(view.id(), runId) + "/states.json";
        try {
            JsonNode states = JSON.readTree(text(file)).path("states");
            return view.features().stream()
                    .flatMap(feature -> measured(feature, states).stream())
                    .toList();
        } catch (FileNotFoundException | NoSuchFileException e) {
            return List.of();
        } catch (JsonProcessingException | NumberFormatException | IndexOutOfBoundsException e) {
            return List.of(); // damaged: a backtest says so
        } catch (IOException e) {
            throw new SluiceException(
                    CommandError.UNEXPECTED, "Cannot read " + file + ": " + e.getMessage() + ". Look at the lake.", e);
        }
    }

    private String text(String file) throws IOException {
        if (file.startsWith("/")) {
            return Files.readString(Path.of(file));
        }
        org.apache.hadoop.fs.Path path = new org.apache.hadoop.fs.Path(file);
        Configuration configuration = new Configuration();
        storage.forEach(configuration::set);
        try (InputStream stream = path.getFileSystem(configuration).open(path)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<MeasuredFeature> measured(Feature feature, JsonNode states) {
        String present = "`" + feature.name().replace("`", "``") + "` IS NOT NULL";
        List<Double> counts = numbers(states, "rows with " + present + " where TRUE");
        if (counts.size() < 2) {
            return List.of();
        }
        String ofFeature = feature.name() + " where " + present;
        String typed = feature.type() + " of " + ofFeature;
        return List.of(new MeasuredFeature(
                feature.name(),
                counts.get(1).longValue(),
                counts.get(0).longValue(),
                states.path("least " + typed).textValue(),
                states.path("greatest " + typed).textValue(),
                mean(numbers(states, "mean of " + ofFeature)),
                deviation(numbers(states, "deviation of " + ofFeature)),
                numbers(states, "distribution of " + ofFeature)));
    }

    private static List<Double> numbers(JsonNode states, String name) {
        List<Double> numbers = new ArrayList<>();
        String state = states.path(name).asText("");
        for (String number : state.isEmpty() || state.equals("null") ? new String[0] : state.split(" ")) {
            numbers.add(Double.valueOf(number));
        }
        return numbers;
    }

    /** Of a sum and a count. */
    private static @Nullable Double mean(List<Double> state) {
        return state.size() < 2 || state.get(1) == 0 ? null : state.get(0) / state.get(1);
    }

    /** Of a sample: of a count, a mean and the sum of squares around it. */
    private static @Nullable Double deviation(List<Double> state) {
        return state.size() < 3 || state.get(0) < 2 ? null : Math.sqrt(state.get(2) / (state.get(0) - 1));
    }

    /** Forgets what was asked for longest ago. */
    private static final class Remembered extends LinkedHashMap<String, List<MeasuredFeature>> {
        private static final long serialVersionUID = 1L;

        Remembered() {
            super(16, 0.75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<MeasuredFeature>> eldest) {
            return size() > MOST_REMEMBERED;
        }
    }
}
