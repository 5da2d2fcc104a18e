package dev.sluice.layout;

import dev.sluice.feature.ViewId;
import java.nio.file.Path;

/**
 * Where things lie in a lake.
 *
 * @param root the lake's folder or URI, without a slash at its end
 */
public record LakeLayout(String root) {
    /** The file of the gate's answer in a run's folder. */
    public static final String VALIDATION_RESULT = "validation.json";

    public LakeLayout {
        root = root.replaceAll("/+$", "");
    }

    /** The layout of a lake that a project names: a URI as it is, anything else relative to the project's folder. */
    public static LakeLayout of(Path projectFolder, String lake) {
        boolean uri = lake.matches("[A-Za-z][A-Za-z0-9+.-]+://.*") || lake.startsWith("file:");
        return new LakeLayout(
                uri
                        ? lake
                        : projectFolder
                                .resolve(lake)
                                .normalize()
                                .toAbsolutePath()
                                .toString());
    }

    /** Whether Hudi has a lock there: a file that is made only if it is not there, which it does for folders and HDFS alone. */
    public static boolean hasHudiLock(String path) {
        return !path.matches("[A-Za-z][A-Za-z0-9+.-]+:.*") || path.matches("(file|hdfs):.*");
    }

    /** The Delta table of promoted rows, partitioned by event_date and, for hourly views, event_hour. */
    public String features(ViewId view) {
        return table("features", view);
    }

    /** The folder of one run's rows before they are judged: Parquet, complete when it holds {@code _SUCCESS}. */
    public String staging(ViewId view, String runId) {
        return table("staging", view) + "/" + runId;
    }

    /** The Delta table of refused rows. */
    public String quarantine(ViewId view) {
        return table("quarantine", view);
    }

    /** The gate's answer about one run, as a validation result of Great Expectations. */
    public String validationResult(ViewId view, String runId) {
        return quality(view, runId) + "/" + VALIDATION_RESULT;
    }

    /** The folder of what the gate found of one run: {@link #VALIDATION_RESULT}, {@code states.json}. */
    public String quality(ViewId view, String runId) {
        return table("quality", view) + "/" + runId;
    }

    /** The Delta table of the newest promoted row of each key, with its change data feed on, not partitioned. */
    public String latest(ViewId view) {
        return table("latest", view);
    }

    /** The Delta table of partial aggregates by hour and day, partitioned by length and event_date [, event_hour]. */
    public String tiles(ViewId view) {
        return table("summaries", view);
    }

    public String trainingSet(String service, String id) {
        return root + "/training-sets/" + service + "/" + id;
    }

    private String table(String kind, ViewId view) {
        return root + "/" + kind + "/" + view.name() + "/v" + view.version();
    }
}
