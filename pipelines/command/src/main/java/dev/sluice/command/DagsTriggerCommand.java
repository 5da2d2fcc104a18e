package dev.sluice.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.airflow.Dag;
import dev.sluice.airflow.DagRun;
import dev.sluice.airflow.DagRunId;
import dev.sluice.airflow.Trigger;
import dev.sluice.problem.SluiceException;
import dev.sluice.registry.RequestingUser;
import dev.sluice.time.Partition;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice dags trigger}. */
@Command(
        name = "trigger",
        description = "Start a run of a DAG. The same command again finds the run that it has started.",
        footer = {"", "With --watch, exit status 1 when the run failed."})
final class DagsTriggerCommand extends AirflowCommand {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final int MOST_ATTEMPTS = 1_000;
    private static final int LONGEST_HOUR = "2001-02-28T13".length();

    @Parameters(paramLabel = "DAG", description = "The DAG, as daily or flights__daily.")
    private String dag = "";

    @Option(
            names = "--at",
            paramLabel = "T",
            description =
                    "For the partition of this day or hour; it is also the run's id, so that asking twice starts one run."
                            + " A DAG with a schedule needs it, or --conf with at.")
    private @Nullable String at;

    @Option(names = "--again", description = "With --at: another run, when the one that there was is over.")
    private boolean again;

    @Option(names = "--conf", paramLabel = "JSON", description = "What the run is told, as a JSON object.")
    private @Nullable String conf;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "The run's id; default: made from --at, or from the time.")
    private @Nullable String runId;

    @Option(names = "--watch", description = "Follow the run until it is over.")
    private boolean watch;

    DagsTriggerCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(ProjectAirflow airflow) {
        Map<String, Object> told = told();
        Dag asked = airflow.dag(dag);
        requirePartition(airflow, asked, told);
        Trigger trigger = Trigger.of(id(airflow, asked))
                .withConf(told)
                .withNote("sluice dags trigger, by " + RequestingUser.name());
        DagRun run = airflow.airflow().trigger(trigger);
        if (watch) {
            return DagsWatchCommand.watch(airflow, asked, run, terminal());
        }
        return Answer.done(JsonDocument.of("triggered", DagRunView.json(run)), terminal -> print(asked, run, terminal));
    }

    private static void print(Dag dag, DagRun run, Terminal terminal) {
        terminal.line("Triggered the run " + run.id() + ": "
                + terminal.state(run.state().name()) + ".");
        if (run.state().isOver()) {
            terminal.line("It was there already, and is over. `--again` starts another one.");
        } else if (dag.paused()) {
            terminal.line(dag.id() + " is paused: the run waits for `sluice dags unpause " + dag.id() + "`.");
        } else {
            terminal.line("Follow it with `sluice dags watch " + dag.id() + " "
                    + run.id().run() + "`.");
        }
    }

    /** Airflow 3 gives a run that is triggered no data interval, and so the project's tasks no partition. */
    private static void requirePartition(ProjectAirflow airflow, Dag asked, Map<String, Object> told) {
        if (asked.schedule() != null && asked.id().startsWith(airflow.prefix()) && !told.containsKey("at")) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot trigger " + asked.id() + " without a partition. Name its day or hour, as --at 2001-02-28.");
        }
    }

    private Map<String, Object> told() {
        Map<String, Object> told = new LinkedHashMap<>();
        if (conf != null) {
            told.putAll(parsed(conf));
        }
        if (at != null) {
            told.put("at", moment(at));
        }
        return told;
    }

    /** As the tasks read it: a day, an hour, or an instant of whole seconds in UTC. */
    private static String moment(String text) {
        Instant instant = Partition.parseInstant(text).truncatedTo(ChronoUnit.SECONDS);
        return text.length() <= LONGEST_HOUR ? text : instant.toString();
    }

    private static Map<String, Object> parsed(String json) {
        try {
            Map<String, Object> conf = MAPPER.readValue(json, new TypeReference<Map<String, Object>>() {});
            if (conf != null) {
                return conf;
            }
        } catch (JsonProcessingException e) {
            throw noObject(e);
        }
        throw noObject(null);
    }

    private static SluiceException noObject(@Nullable JsonProcessingException cause) {
        return new SluiceException(
                CommandError.WRONG_ARGUMENT,
                "Invalid --conf: it is no JSON object. Write one, as --conf '{\"at\": \"2001-02-28\"}'.",
                cause);
    }

    private DagRunId id(ProjectAirflow airflow, Dag asked) {
        if (runId != null) {
            return new DagRunId(asked.id(), runId);
        }
        String moment = at == null ? Clock.systemUTC().instant().toString() : moment(at);
        DagRunId first = new DagRunId(asked.id(), "sluice__" + moment);
        return again ? next(airflow, first) : first;
    }

    /** The first id that is free, or whose run is not over yet. */
    private static DagRunId next(ProjectAirflow airflow, DagRunId first) {
        DagRunId id = first;
        for (int attempt = 2; attempt < MOST_ATTEMPTS; attempt++) {
            if (airflow.airflow().run(id).filter(run -> run.state().isOver()).isEmpty()) {
                return id;
            }
            id = new DagRunId(first.dag(), first.run() + "__" + attempt);
        }
        throw new SluiceException(
                CommandError.WRONG_ARGUMENT,
                "Cannot choose a run id: there are " + MOST_ATTEMPTS + " runs like " + first
                        + ". Name one with --run-id.");
    }
}
