package dev.sluice.lakehouse;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sluice.feature.ViewId;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import org.apache.spark.sql.delta.Snapshot;

/**
 * The commit of one refresh of latest.
 *
 * <p>Refreshes are numbered by Delta transaction versions. Delta commits a number once: of two refreshes that began from
 * the same state one does, and the other finds that its commit is not there.
 *
 * @param after the version of latest that it follows; -1 when it creates the table
 * @param application Delta's application id
 * @param number Delta's transaction version
 * @param covers the version of the feature table whose newest rows latest then holds
 * @param id tells this refresh from any other
 */
record LatestCommit(long after, String application, long number, long covers, String id) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String COVERS = "covers";
    private static final String REFRESH = "refresh";

    /** The commit that creates latest. */
    static LatestCommit first(ViewId view, long covers) {
        return new LatestCommit(
                -1, application(view), 1, covers, UUID.randomUUID().toString());
    }

    /** The commit that follows a state of latest. */
    static LatestCommit after(Snapshot held, ViewId view, long covers) {
        scala.Option<Object> number = held.transactions().get(application(view));
        long next = number.isDefined() ? (Long) number.get() + 1 : 1;
        return new LatestCommit(
                held.version(),
                application(view),
                next,
                covers,
                UUID.randomUUID().toString());
    }

    /** The version of the feature table that a commit of latest covers, if it says so. */
    static OptionalLong covers(Commit commit) {
        return commit.note().has(COVERS)
                ? OptionalLong.of(commit.note().get(COVERS).asLong())
                : OptionalLong.empty();
    }

    /** As options of a Delta write. */
    Map<String, String> options() {
        return Map.of("txnAppId", application, "txnVersion", Long.toString(number), "userMetadata", note());
    }

    /** As settings of a session whose next Delta command it is. */
    Map<String, String> settings() {
        return Map.of(
                "spark.databricks.delta.write.txnAppId",
                application,
                "spark.databricks.delta.write.txnVersion",
                Long.toString(number),
                "spark.databricks.delta.commitInfo.userMetadata",
                note());
    }

    /** This commit in the log of latest, if it was made. */
    Optional<Commit> find(TableLog latest) {
        return latest.newestFirst()
                .takeWhile(commit -> commit.version() > after)
                .filter(commit -> commit.note().path(REFRESH).asText().equals(id))
                .findFirst();
    }

    private String note() {
        ObjectNode note = JSON.createObjectNode();
        note.put(COVERS, covers);
        note.put(REFRESH, id);
        return note.toString();
    }

    private static String application(ViewId view) {
        return "latest/" + view;
    }
}
