package dev.sluice.lakehouse;

import static org.apache.spark.sql.functions.lit;

import dev.sluice.problem.SluiceException;
import dev.sluice.problem.UnknownOutcomeException;
import dev.sluice.time.Partition;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Replaces one partition of the feature table by staged rows, in one commit that carries the run. */
final class Promoter {
    private static final int MOST_TRIES = 5;
    private static final long FILE_BYTES = 128L * 1024 * 1024;

    private final PromotedTable table;
    private final ViewColumns columns;

    Promoter(PromotedTable table, ViewColumns columns) {
        this.table = table;
        this.columns = columns;
    }

    /** The rows are asked for only when there is something to write. */
    PromotedPartition promote(Supplier<Dataset<Row>> rows, StagedPartition staged, Promotion promotion) {
        table.create();
        OptionalLong before = table.attempt(staged.partition());
        for (int tries = 1; ; tries++) {
            Optional<PromotedPartition> already = already(staged, promotion);
            if (already.isPresent()) {
                return already.get();
            }
            try {
                write(rows.get(), staged, promotion);
                return verified(staged, promotion);
            } catch (Exception e) {
                Optional<PromotedPartition> landed = landed(staged, promotion, e);
                if (landed.isPresent()) {
                    return landed.get();
                }
                checkRetry(e, staged, before, tries);
            }
        }
    }

    /** This very promotion, when it is in the log; a newer or another one of the same attempt is an error. */
    private Optional<PromotedPartition> already(StagedPartition staged, Promotion promotion) {
        OptionalLong newest = table.attempt(staged.partition());
        if (newest.isEmpty() || newest.getAsLong() < promotion.attempt()) {
            return Optional.empty();
        }
        return Optional.of(verified(staged, promotion));
    }

    private void write(Dataset<Row> rows, StagedPartition staged, Promotion promotion) {
        Partition partition = staged.partition();
        Dataset<Row> whole = rows.withColumn(
                        ViewColumns.CREATED_TIME, lit(promotion.createdTime().truncatedTo(ChronoUnit.MICROS)))
                .withColumn(ViewColumns.RUN_ID, lit(staged.runId()))
                .withColumn(ViewColumns.EVENT_DATE, lit(partition.eventDate()));
        if (columns.hourly()) {
            whole = whole.withColumn(ViewColumns.EVENT_HOUR, lit(partition.eventHour()));
        }
        table.replace(whole.coalesce(files(staged)), staged, promotion);
    }

    private static int files(StagedPartition staged) {
        return Math.toIntExact(Math.max(1, (staged.bytes() + FILE_BYTES - 1) / FILE_BYTES));
    }

    /** A table may skip the write of a lower attempt without a word: only its log tells what became of it. */
    private PromotedPartition verified(StagedPartition staged, Promotion promotion) {
        Optional<PromotedPartition> newest = table.newest(staged.partition());
        if (newest.isEmpty()) {
            throw superseded(
                    staged,
                    promotion,
                    "attempt " + table.attempt(staged.partition()).orElse(0) + " (its commit is no longer in the log)");
        }
        PromotedPartition found = newest.get();
        if (!isOf(found, staged, promotion)) {
            throw superseded(staged, promotion, "attempt " + found.attempt() + " (run " + found.runId() + ")");
        }
        return found;
    }

    private static boolean isOf(PromotedPartition found, StagedPartition staged, Promotion promotion) {
        return found.runId().equals(staged.runId()) && found.attempt() == promotion.attempt();
    }

    /** The commit that happened although an exception was thrown; the log decides. */
    private Optional<PromotedPartition> landed(StagedPartition staged, Promotion promotion, Exception failure) {
        if (failure instanceof SluiceException) {
            return Optional.empty();
        }
        try {
            return table.newest(staged.partition()).filter(found -> isOf(found, staged, promotion));
        } catch (Exception alsoFailed) {
            failure.addSuppressed(alsoFailed);
            throw new UnknownOutcomeException(
                    LakehouseError.UNKNOWN_OUTCOME,
                    what(staged) + " with certainty: the write failed and the log of " + table.path()
                            + " cannot be read. Run it again with the same attempt: what was committed is not repeated.",
                    failure);
        }
    }

    private void checkRetry(Exception failure, StagedPartition staged, OptionalLong before, int tries) {
        if (LakeFailure.isConflict(failure)
                && !table.attempt(staged.partition()).equals(before)) {
            throw new SluiceException(
                    LakehouseError.CONFLICT,
                    what(staged) + ": another run promoted this partition at the same moment"
                            + table.newest(staged.partition())
                                    .map(other -> " (" + other.runId() + ")")
                                    .orElse("")
                            + ". Its rows stand, nothing was mixed. Run it again if yours are the right ones.",
                    failure);
        }
        if (!LakeFailure.isConflict(failure) || tries == MOST_TRIES) {
            throw LakeFailure.explain(failure, what(staged));
        }
    }

    private SluiceException superseded(StagedPartition staged, Promotion promotion, String newer) {
        return new SluiceException(
                LakehouseError.SUPERSEDED,
                what(staged) + " as attempt " + promotion.attempt() + ": " + newer
                        + " has been promoted since. Its rows stand. Start a new run if it is wrong.");
    }

    private String what(StagedPartition staged) {
        return "Cannot promote run " + staged.runId() + " of " + columns.view().id() + " for " + staged.partition();
    }
}
