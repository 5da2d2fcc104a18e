package dev.sluice.materializer;

import dev.sluice.feature.ViewId;
import java.util.Objects;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;

/**
 * What the job is told, as its parameters: bring a store from one version of latest to another.
 *
 * @param table the id of the latest table
 * @param from the version that the store holds; -1 to write all rows
 * @param number from 1; a higher one does the same again, where it was done and the log does not know
 */
record Attempt(String store, ViewId view, String table, long from, long to, long number) {
    private static final String STORE = "store";
    private static final String VIEW = "view";
    private static final String TABLE = "table";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final String NUMBER = "attempt";
    private static final int LONGEST_NAME = 100;

    /** The job of a view, which so has its own history; as long as Spring Batch's tables allow. */
    static String jobName(ViewId view) {
        String name = "materialize " + view;
        return name.substring(0, Math.min(name.length(), LONGEST_NAME));
    }

    static Attempt of(JobParameters parameters) {
        return new Attempt(
                text(parameters, STORE),
                ViewId.parse(text(parameters, VIEW)),
                text(parameters, TABLE),
                number(parameters, FROM),
                number(parameters, TO),
                number(parameters, NUMBER));
    }

    private static String text(JobParameters parameters, String name) {
        return Objects.requireNonNull(parameters.getString(name), name);
    }

    private static long number(JobParameters parameters, String name) {
        return Objects.requireNonNull(parameters.getLong(name), name);
    }

    JobParameters parameters() {
        return new JobParametersBuilder()
                .addString(STORE, store)
                .addString(VIEW, view.toString())
                .addString(TABLE, table)
                .addLong(FROM, from)
                .addLong(TO, to)
                .addLong(NUMBER, number)
                .toJobParameters();
    }

    Attempt again() {
        return new Attempt(store, view, table, from, to, number + 1);
    }
}
