package dev.sluice.training;

import dev.sluice.problem.SluiceException;
import dev.sluice.transform.SparkFailure;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Writes {@code data/} and {@code manifest.json} to a folder, wholly or not at all. */
final class TrainingSetWriter {
    private final TrainingInputs inputs;
    private final SortedMap<String, SortedMap<String, String>> definitions;
    private final Acceptance acceptance;

    private TrainingSetWriter(
            TrainingInputs inputs, SortedMap<String, SortedMap<String, String>> definitions, Acceptance acceptance) {
        this.inputs = inputs;
        this.definitions = definitions;
        this.acceptance = acceptance;
    }

    static TrainingSetWriter of(TrainingInputs inputs) {
        return new TrainingSetWriter(inputs, inputs.definitions(), (id, result) -> {});
    }

    /** The same, for rows that must be what was recorded of them. */
    TrainingSetWriter rebuilding(SortedMap<String, SortedMap<String, String>> recorded, Acceptance condition) {
        return new TrainingSetWriter(inputs, recorded, condition);
    }

    TrainingSet write(Path folder, String what) {
        try (OutputFolder output = OutputFolder.begin(folder, inputs.options().existing())) {
            return write(output);
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw e instanceof SluiceException problem ? problem : SparkFailure.explain(e, what);
        }
    }

    private TrainingSet write(OutputFolder output) {
        SpineRange range = inputs.range();
        Dataset<Row> rows = inputs.rows(range);
        RowFiles files = new RowFiles(inputs.spark(), inputs.options().format());
        files.requireWritable(rows.schema());
        Dataset<Row> written = files.write(rows, output);
        FrameDigest digest = FrameDigest.of(written);
        Manifest manifest =
                Manifest.of(inputs, definitions, FrameDigest.of(inputs.spine().rows()));
        acceptance.require(manifest.id(), digest);
        List<Map<String, Object>> splits = inputs.options().split() == null ? List.of() : SplitStatistics.of(written);
        String text = manifest.text(
                new Manifest.Result(
                        inputs.options().format(), inputs.options().values(), digest, rows.schema(), splits),
                inputs.project().settings().clock().instant());
        output.finish(text);
        return new TrainingSet(manifest.id(), output.folder(), digest.rows(), text);
    }

    /** What a training set must be, to be kept. */
    interface Acceptance {
        /** Throws unless it is so. */
        void require(String id, FrameDigest result);
    }
}
