package dev.sluice.command;

import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.BackfillRecord;
import dev.sluice.registry.BackfillState;
import dev.sluice.registry.Registry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The arguments that say where a backfill is carried out. */
final class ViaArguments {
    /** Where a backfill is carried out. */
    enum Place {
        /** In this process. */
        LOCAL,
        /** As tasks of the project's backfill DAG. */
        AIRFLOW;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--via",
            paramLabel = "PLACE",
            description =
                    "local (default), or airflow: as tasks of the project's backfill DAG. Ctrl-C then leaves them alone.")
    private Place place = Place.LOCAL;

    @Option(
            names = "--chunk",
            paramLabel = "N",
            description =
                    "With --via airflow: how many partitions a task computes; default: 7 days, 24 hours, or as far as"
                            + " the view looks back.")
    private int chunk;

    @Option(
            names = "--part-of",
            paramLabel = "HASH",
            description = "For tasks of Airflow: work on what is left, in this range, of the backfill with this plan.")
    private @Nullable String whole;

    boolean isAirflow() {
        return place == Place.AIRFLOW;
    }

    /** How many partitions a task computes; 0 when nobody has said. */
    int chunk() {
        return chunk;
    }

    boolean isPart() {
        return whole != null;
    }

    /** The backfill of which a part is asked for; it must be under way. */
    BackfillRecord whole(Project project, Registry registry) {
        String hash = String.valueOf(whole);
        BackfillRecord backfill = registry.backfills(project.name()).stream()
                .filter(one -> one.planHash().equals(hash))
                .findFirst()
                .orElseThrow(() -> new SluiceException(
                        CommandError.WRONG_ARGUMENT,
                        "Cannot find the backfill " + hash + " of project " + project.name()
                                + ". --part-of takes the hash that `sluice backfill --via airflow` has shown."));
        if (backfill.state() != BackfillState.RUNNING && backfill.state() != BackfillState.COMPLETED) {
            throw new SluiceException(
                    CommandError.BACKFILL_STOPPED,
                    "Cannot begin a part of the backfill "
                            + BackfillApprovals.shown(BackfillApprovals.content(backfill))
                            + ": it is " + backfill.state()
                            + ". `sluice backfill --resume --via airflow` goes on with one"
                            + " that is paused.");
        }
        return backfill;
    }
}
