package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.project.Orchestration;
import dev.sluice.project.Orchestration.Launch;
import dev.sluice.project.Orchestration.Pod;
import dev.sluice.project.Orchestration.Pools;
import dev.sluice.project.Orchestration.Retries;
import dev.sluice.project.Orchestration.Runner;
import dev.sluice.project.Orchestration.SparkSubmit;
import dev.sluice.time.TimeSpan;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrchestrationTest {
    @TempDir
    private Path folder;

    private ProjectFolder written(String more) {
        return ProjectFolder.in(folder).write("sluice.yaml", "project: flights\norchestration:\n" + more.indent(2));
    }

    private Orchestration read(String more) {
        written(more);
        return settings();
    }

    private Orchestration settings() {
        return FeatureProject.read(folder).settings().orchestration();
    }

    @Test
    void withoutAWordCommandsAreProcessesThatAreTriedThreeTimesMore() {
        ProjectFolder.in(folder).write("sluice.yaml", "project: flights\n");

        assertThat(settings())
                .isEqualTo(new Orchestration(
                        new Launch(Runner.BASH, List.of("sluice"), null, null, null),
                        new Retries(3, TimeSpan.parse("2m")),
                        new Pools("default_pool", "default_pool", "default_pool"),
                        false));
    }

    @Test
    void eachKeyIsRead() {
        assertThat(read("""
                        runner: spark-submit
                        command: [nice, /opt/sluice/sluice]
                        folder: /srv/flights
                        spark_submit: {jar: /opt/sluice.jar, master: yarn, conf: {spark.executor.memory: 4g, spark.cores.max: 8}}
                        retries: 0
                        retry_delay: 30s
                        pools: {run: spark, materialize: online}
                        watcher: true
                        """))
                .isEqualTo(new Orchestration(
                        new Launch(
                                Runner.SPARK_SUBMIT,
                                List.of("nice", "/opt/sluice/sluice"),
                                "/srv/flights",
                                new SparkSubmit(
                                        "spark-submit",
                                        "/opt/sluice.jar",
                                        "yarn",
                                        new TreeMap<>(Map.of("spark.executor.memory", "4g", "spark.cores.max", "8"))),
                                null),
                        new Retries(0, TimeSpan.parse("30s")),
                        new Pools("spark", "online", "default_pool"),
                        true));
        assertThat(read("runner: kubernetes\nkubernetes: {image: \"sluice:1\", namespace: features}\n")
                        .launch()
                        .pod())
                .isEqualTo(new Pod("sluice:1", "features"));
    }

    @Test
    void whatCannotBeIsAMistake() {
        assertThat(written("runner: sparksubmit\n").mistakes())
                .containsExactly("sluice.yaml:3: Unknown runner 'sparksubmit'. Did you mean 'spark-submit'?");
        assertThat(written("command: []\n").mistakes())
                .containsExactly("sluice.yaml:3: Invalid command: it is empty. Write sluice, or where it lies.");
        assertThat(written("folder: flights\n").mistakes())
                .containsExactly("sluice.yaml:3: Invalid folder: 'flights'. Write it from the root, as /srv/features.");
        assertThat(written("runner: spark-submit\n").mistakes())
                .containsExactly(
                        "sluice.yaml:3: Invalid orchestration: the runner spark-submit and the key spark_submit go together.");
        assertThat(written("runner: spark-submit\nspark_submit: {jar: x, conf: {spark.my.password: hunter2}}\n")
                        .mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake)
                        .contains("'spark.my.password': secrets do not belong into this file.")
                        .doesNotContain("hunter2"));
        assertThat(written("runner: spark-submit\nspark_submit: {jar: x, conf: {spark.submit.deployMode: cluster}}\n")
                        .mistakes())
                .containsExactly(
                        "sluice.yaml:4: Invalid property of Spark: 'spark.submit.deployMode': a command's answer"
                                + " is what it writes, so it must run in client mode. Leave it out.");
        assertThat(written("runner: bash\nkubernetes: {image: x}\n").mistakes())
                .containsExactly(
                        "sluice.yaml:3: Invalid orchestration: the runner kubernetes and the key kubernetes go together.");
        assertThat(written("runner: kubernetes\nkubernetes: {image: x}\nwatcher: true\n")
                        .mistakes())
                .containsExactly(
                        "sluice.yaml:3: Invalid orchestration: in a pod there is nobody who tells the tasks of"
                                + " single views what became of them. Leave watcher out, or use the runner bash or spark-submit.");
        assertThat(written("pools: {run: \"a b\"}\n").mistakes())
                .containsExactly(
                        "sluice.yaml:3: Invalid pool: 'a b'. Use letters, digits, underscores, dots and hyphens.");
        assertThat(written("retries: 101\n").mistakes())
                .containsExactly("sluice.yaml:3: Invalid retries: 101. Use 0 to 100.");
        assertThat(written("retrie: 1\n").mistakes())
                .containsExactly("sluice.yaml:3: Unknown key 'retrie' in orchestration. Did you mean 'retries'?");
    }
}
