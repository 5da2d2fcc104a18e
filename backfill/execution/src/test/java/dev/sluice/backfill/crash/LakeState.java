package dev.sluice.backfill.crash;

import dev.sluice.feature.FeatureView;
import dev.sluice.lakehouse.FeatureTable;
import dev.sluice.layout.LakeLayout;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunState;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.delta.DeltaLog;

/** What outlives a process: the tables' rows and versions, what the registry says of them, and what is left in staging. */
record LakeState(CrashProject project) {
    /** The rows of feature tables and latest, without run ids and the time of writing, by table. */
    Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new TreeMap<>();
        for (FeatureView view : CrashProject.VIEWS) {
            rows.put(view + " features", sorted(table(view).rows(), view));
            rows.put(view + " latest", sorted(table(view).latest(), view));
        }
        return rows;
    }

    private static List<String> sorted(Dataset<Row> rows, FeatureView view) {
        return rows
                .selectExpr(Stream.concat(Stream.of("airport", "string(event_time)"), view.featureNames().stream())
                        .toArray(String[]::new))
                .collectAsList()
                .stream()
                .map(Row::toString)
                .sorted()
                .toList();
    }

    /** The versions of all tables, by which a run that changes nothing is known. */
    List<Long> versions() {
        return tables().map(folder -> DeltaLog.forTable(project.spark(), folder.toString())
                        .update(false, scala.Option.empty(), scala.Option.empty())
                        .version())
                .toList();
    }

    /** Partitions that the newest version of a feature table holds neither wholly as before nor wholly as after. */
    List<String> mixed(Set<String> whole) {
        return CrashProject.VIEWS.stream()
                .flatMap(view -> partitions(view, table(view).version().orElseThrow()).stream())
                .filter(partition -> !whole.contains(partition))
                .map(partition -> "a partition is mixed: " + partition)
                .toList();
    }

    /** Each partition of every version of the feature tables, as one text. */
    Set<String> partitions() {
        Set<String> partitions = new HashSet<>();
        for (FeatureView view : CrashProject.VIEWS) {
            for (long version = 0; version <= table(view).version().orElse(-1L); version++) {
                partitions.addAll(partitions(view, version));
            }
        }
        return partitions;
    }

    private List<String> partitions(FeatureView view, long version) {
        Dataset<Row> rows = project.spark()
                .read()
                .format("delta")
                .option("versionAsOf", version)
                .load(folder("features", view).toString());
        Map<String, List<String>> byDay = new TreeMap<>();
        for (String row : sorted(rows, view)) {
            byDay.computeIfAbsent(row.substring(row.indexOf(',') + 1, row.indexOf(',') + 11), day -> new ArrayList<>())
                    .add(row);
        }
        return byDay.values().stream().map(day -> view.id() + " " + day).toList();
    }

    /** Where the tables and the registry tell two stories, or a run or a staged row is left over. */
    List<String> contradictions(Registry registry) {
        List<String> contradictions = new ArrayList<>();
        for (FeatureView view : CrashProject.VIEWS) {
            Set<String> written = new HashSet<>(table(view).rows().select("run_id").distinct().collectAsList().stream()
                    .map(row -> row.getString(0))
                    .toList());
            List<RunRecord> runs = registry.runs("flights", RunQuery.all().withView(view.id()));
            Set<String> newest = new HashSet<>();
            Set<Object> seen = new HashSet<>();
            for (RunRecord run : runs) {
                if (run.state().isPromoted() && seen.add(run.partition())) {
                    newest.add(run.runId());
                }
                if (run.state() != RunState.COMPLETED && run.state() != RunState.FAILED) {
                    contradictions.add("a run is left as " + run.state() + ": " + run.runId());
                }
            }
            if (!written.equals(newest)) {
                contradictions.add("the table holds rows of " + written + ", the registry says " + newest);
            }
            contradictions.addAll(left(folder("staging", view)));
        }
        return contradictions;
    }

    private static List<String> left(Path folder) {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> "left in staging: " + file.getFileName()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private FeatureTable table(FeatureView view) {
        return FeatureTable.of(project.spark(), LakeLayout.of(project.folder(), "lake"), view);
    }

    private Stream<Path> tables() {
        return CrashProject.VIEWS.stream()
                .flatMap(view -> Stream.of("features", "latest", "summaries").map(kind -> folder(kind, view)))
                .filter(folder -> Files.exists(folder.resolve("_delta_log")));
    }

    private Path folder(String kind, FeatureView view) {
        return project.folder().resolve("lake/" + kind + "/" + view.name() + "/v1");
    }
}
