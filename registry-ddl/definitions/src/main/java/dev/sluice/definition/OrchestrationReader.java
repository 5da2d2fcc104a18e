package dev.sluice.definition;

import dev.sluice.problem.NearestName;
import dev.sluice.project.Orchestration;
import dev.sluice.project.Orchestration.Launch;
import dev.sluice.project.Orchestration.Pod;
import dev.sluice.project.Orchestration.Pools;
import dev.sluice.project.Orchestration.Retries;
import dev.sluice.project.Orchestration.Runner;
import dev.sluice.project.Orchestration.SparkSubmit;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads {@code orchestration:} of sluice.yaml. */
final class OrchestrationReader {
    static final List<String> RUNNERS =
            Arrays.stream(Runner.values()).map(Runner::toString).toList();

    private OrchestrationReader() {}

    static Orchestration orchestration(Fields settings) {
        return settings.value("orchestration")
                .flatMap(value -> value.fields("orchestration", Keys.ORCHESTRATION))
                .map(OrchestrationReader::read)
                .orElse(Orchestration.DEFAULTS);
    }

    private static Orchestration read(Fields fields) {
        Orchestration defaults = Orchestration.DEFAULTS;
        Runner runner = runner(fields);
        List<String> command = command(fields);
        SparkSubmit sparkSubmit = sparkSubmit(fields);
        Pod pod = pod(fields);
        Retries retries = retries(fields);
        Pools pools = pools(fields);
        boolean watcher = fields.value("watcher").flatMap(Value::bool).orElse(defaults.watcher());
        Orchestration read = fields.mistakes()
                .collect(
                        fields.origin(),
                        () -> new Orchestration(
                                new Launch(runner, command, folder(fields), sparkSubmit, pod),
                                retries,
                                pools,
                                watcher));
        return read == null ? defaults : read;
    }

    private static Runner runner(Fields fields) {
        Optional<String> text = fields.text("runner");
        Optional<Runner> runner = text.flatMap(name -> Arrays.stream(Runner.values())
                .filter(one -> one.toString().equals(name))
                .findFirst());
        if (text.isPresent() && runner.isEmpty()) {
            fields.mistakes()
                    .add(
                            fields.origin("runner"),
                            "Unknown runner '" + text.get() + "'." + NearestName.hint(text.get(), RUNNERS));
        }
        return runner.orElse(Orchestration.DEFAULTS.launch().runner());
    }

    /** One word or a list of them. */
    private static List<String> command(Fields fields) {
        return fields.value("command")
                .map(value -> value.isList()
                        ? value.list().orElse(List.of()).stream()
                                .flatMap(word -> word.text().stream())
                                .toList()
                        : value.text().stream().toList())
                .orElse(Orchestration.DEFAULTS.launch().command());
    }

    private static @Nullable String folder(Fields fields) {
        Optional<String> folder = fields.text("folder");
        folder.filter(text -> !text.startsWith("/"))
                .ifPresent(text -> fields.mistakes()
                        .add(
                                fields.origin("folder"),
                                "Invalid folder: '" + text + "'. Write it from the root, as /srv/features."));
        return folder.orElse(null);
    }

    private static @Nullable SparkSubmit sparkSubmit(Fields fields) {
        return fields.value("spark_submit")
                .flatMap(value -> value.fields("spark_submit", Keys.SPARK_SUBMIT))
                .map(submit -> new SparkSubmit(
                        submit.text("command").orElse("spark-submit"),
                        submit.requiredText("jar").orElse(""),
                        submit.text("master").orElse(null),
                        new TreeMap<>(SparkSettingsReader.conf(submit, OrchestrationReader::wrong))))
                .orElse(null);
    }

    /** They are written into the manifest, and stand on command lines. */
    private static Optional<String> wrong(String name, String value) {
        return name.equals("spark.submit.deployMode") && !value.equals("client")
                ? Optional.of("a command's answer is what it writes, so it must run in client mode. Leave it out.")
                : SparkSettingsReader.wrongAnywhere(name);
    }

    private static @Nullable Pod pod(Fields fields) {
        return fields.value("kubernetes")
                .flatMap(value -> value.fields("kubernetes", Keys.KUBERNETES))
                .map(pod -> new Pod(
                        pod.requiredText("image").orElse(""),
                        pod.text("namespace").orElse("default")))
                .orElse(null);
    }

    private static Retries retries(Fields fields) {
        Retries defaults = Orchestration.DEFAULTS.retries();
        int times = fields.value("retries").flatMap(Value::integer).orElse(defaults.times());
        Retries read = fields.mistakes()
                .collect(
                        fields.origin("retries"),
                        () -> new Retries(
                                times, Objects.requireNonNullElse(fields.span("retry_delay"), defaults.delay())));
        return read == null ? defaults : read;
    }

    private static Pools pools(Fields fields) {
        Pools defaults = Orchestration.DEFAULTS.pools();
        Pools read = fields.value("pools")
                .flatMap(value -> value.fields("pools", Keys.POOLS))
                .map(pools -> pools.mistakes()
                        .collect(
                                pools.origin(),
                                () -> new Pools(
                                        pools.text("run").orElse(defaults.run()),
                                        pools.text("materialize").orElse(defaults.materialize()),
                                        pools.text("backfill").orElse(defaults.backfill()))))
                .orElse(null);
        return read == null ? defaults : read;
    }
}
