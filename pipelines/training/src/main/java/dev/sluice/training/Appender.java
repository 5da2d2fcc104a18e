package dev.sluice.training;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import dev.sluice.feature.ViewId;
import dev.sluice.problem.SluiceException;
import dev.sluice.transform.QuotedName;
import dev.sluice.transform.SparkFailure;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Adds the labels that are newer than a training set's last one, as a part that pins its own inputs. The set that takes the
 * former's place shares its files; until then the former is there, untouched.
 */
final class Appender {
    private final Function<TrainingOptions, TrainingInputs> inputs;
    private final TrainingOptions asked;
    private final Path folder;

    /**
     * @param inputs with all labels, those that are in the set already too, for the options of the set
     * @param asked the options that were asked for, which need not be those of the set when none was
     */
    Appender(Function<TrainingOptions, TrainingInputs> inputs, TrainingOptions asked, Path folder) {
        this.inputs = inputs;
        this.asked = asked;
        this.folder = folder.toAbsolutePath().normalize();
    }

    TrainingSetAppend append() {
        try (OutputFolder output = OutputFolder.begin(folder, OutputFolder.Existing.REPLACE)) {
            RecordedSet former = RecordedSet.read(folder);
            TrainingInputs recorded = agreed(former);
            RowFiles files = new RowFiles(recorded.spark(), recorded.options().format());
            Dataset<Row> there = files.read(folder.resolve("data"));
            Instant last = SpineRange.of(there, former.timeColumn()).latest();
            TrainingInputs newer = recorded.withSpine(newer(recorded.spine(), last));
            FrameDigest labels = FrameDigest.of(newer.spine().rows());
            if (labels.rows() == 0) {
                return new TrainingSetAppend(former.set(folder), 0);
            }
            return append(former, newer, labels, output);
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw e instanceof SluiceException problem ? problem : SparkFailure.explain(e, cannot());
        }
    }

    private TrainingSetAppend append(
            RecordedSet former, TrainingInputs newer, FrameDigest labels, OutputFolder output) {
        TrainingOptions options = newer.options();
        RowFiles files = new RowFiles(newer.spark(), options.format());
        Dataset<Row> rows = newer.rows(newer.range());
        requireSameColumns(files.read(folder.resolve("data")).schema(), rows.schema());
        output.takeOver();
        FrameDigest added = FrameDigest.of(files.append(rows, output));
        Dataset<Row> all = files.read(output.data());
        FrameDigest whole = FrameDigest.of(all);
        requireWhole(former, added, whole);
        List<Map<String, Object>> splits = options.split() == null ? List.of() : SplitStatistics.of(all);
        AppendedManifest manifest = new AppendedManifest(
                former,
                Manifest.of(newer, newer.definitions(), labels),
                new Manifest.Result(options.format(), options.values(), whole, all.schema(), splits));
        String text = manifest.text(added, newer.project().settings().clock().instant());
        output.finish(text);
        files.forget(folder.resolve("data"));
        return new TrainingSetAppend(new TrainingSet(manifest.id(), folder, whole.rows(), text), added.rows());
    }

    private String cannot() {
        return "Cannot append to the training set in " + folder;
    }

    /** The inputs with the options of the set; what is asked for must agree with it. */
    private TrainingInputs agreed(RecordedSet former) {
        TrainingOptions options = former.options();
        TrainingInputs now = inputs.apply(options);
        require(former.service().equals(now.serviceName()), "it is of " + former.service());
        require(former.timeColumn().equals(now.spine().timeColumn()), "its times are in " + former.timeColumn());
        require(
                asked.equals(TrainingOptions.DEFAULTS)
                        || asked.of(now.service()).equals(options),
                "it was built with other options. Leave out the options, those of the set are used");
        require(options.format().keepsTypes(), "its format is " + options.format() + ", which cannot grow");
        List<String> changes =
                DefinitionChanges.of(former.definitions(), now.project().definitions());
        require(changes.isEmpty(), String.join("; ", changes) + ". Build a new training set");
        require(
                former.views().equals(views(now)),
                "it uses " + former.views() + ", the service now means " + views(now) + ". Build a new training set");
        return now;
    }

    private static SortedSet<ViewId> views(TrainingInputs inputs) {
        return new TreeSet<>(
                inputs.views().stream().map(pinned -> pinned.view().id()).toList());
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw TrainingError.NOT_APPENDABLE.problem(cannot() + ": " + otherwise + ".");
        }
    }

    private static Spine newer(Spine spine, @Nullable Instant last) {
        return last == null
                ? spine
                : spine.after(
                        last,
                        spine.rows()
                                .where(col(QuotedName.of(spine.timeColumn()))
                                        .cast("timestamp")
                                        .gt(lit(last))));
    }

    private void requireSameColumns(StructType there, StructType added) {
        require(
                columns(there).equals(columns(added)),
                "its columns are " + columns(there) + ", those of the new labels would be " + columns(added)
                        + ". Give the labels the same columns, or build a new training set");
    }

    private static List<String> columns(StructType schema) {
        return Arrays.stream(schema.fields())
                .map(field -> field.name() + " " + field.dataType().simpleString())
                .toList();
    }

    private void requireWhole(RecordedSet former, FrameDigest added, FrameDigest whole) {
        long hash = Long.parseUnsignedLong(former.hash(), 16) + Long.parseUnsignedLong(added.hash(), 16);
        if (whole.rows() != former.rows() + added.rows() || Long.parseUnsignedLong(whole.hash(), 16) != hash) {
            throw TrainingError.NOT_REPRODUCED.problem(cannot() + ": its data are not those that its manifest records"
                    + " (" + former.rows() + " rows, content hash " + former.hash() + "). Restore it, or rebuild it.");
        }
    }
}
