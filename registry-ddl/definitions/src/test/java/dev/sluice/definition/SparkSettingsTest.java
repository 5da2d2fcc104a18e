package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.project.SparkSettings;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparkSettingsTest {
    @TempDir
    private Path folder;

    private ProjectFolder project(String more) {
        return ProjectFolder.in(folder).write("sluice.yaml", "project: flights\n" + more);
    }

    private SparkSettings read(String more) {
        project(more);
        return FeatureProject.read(folder).settings().spark();
    }

    @Test
    void sparkIsInTheProcessUnlessSomethingElseIsSaid() {
        assertThat(read("")).isEqualTo(SparkSettings.HERE);
        assertThat(read("").masterOrHere()).isEqualTo("local[*]");
        assertThat(read("").isLocal()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "local",
                "local[4]",
                "local[*]",
                "local[4,2]",
                "local-cluster[2,1,512]",
                "spark://head:7077",
                "spark://one:7077,two:7077",
                "yarn",
                "k8s://https://10.0.0.1:6443",
                "k8s://kubernetes.default.svc"
            })
    void aMasterIsNamedAsSparkNamesIt(String master) {
        assertThat(read("spark: {master: \"" + master + "\"}\n").master()).isEqualTo(master);
    }

    @Test
    void propertiesAreThoseOfSpark() {
        assertThat(read("""
                spark:
                  master: spark://head:7077
                  conf:
                    spark.executor.memory: 4g
                    spark.executor.cores: 4
                    spark.dynamicAllocation.enabled: true
                    spark.hadoop.fs.s3a.aws.credentials.provider: com.example.Provider
                """))
                .isEqualTo(new SparkSettings(
                        "spark://head:7077",
                        Map.of(
                                "spark.executor.memory", "4g",
                                "spark.executor.cores", "4",
                                "spark.dynamicAllocation.enabled", "true",
                                "spark.hadoop.fs.s3a.aws.credentials.provider", "com.example.Provider")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"head:7077", "spark://head", "mesos://head:5050", "local[x]", "spark://a:1;b:2"})
    void whatIsNoMasterIsAMistake(String master) {
        assertThat(project("spark: {master: \"" + master + "\"}\n").mistakes())
                .containsExactly("sluice.yaml:2: Invalid master: '" + master
                        + "'. Write spark://host:7077, yarn, k8s://https://host:6443, or local[4].");
    }

    @Test
    void whatIsNoPropertyAndWhatValuesDependOnIsAMistake() {
        assertThat(project("""
                spark:
                  mastr: yarn
                  conf:
                    executor.memory: 4g
                    spark.master: yarn
                    spark.sql.session.timeZone: Europe/Berlin
                """).mistakes())
                .containsExactly(
                        "sluice.yaml:3: Unknown key 'mastr' in spark. Did you mean 'master'?",
                        "sluice.yaml:5: Invalid property of Spark: 'executor.memory': it does not begin with spark. Write"
                                + " it as Spark names it, as spark.executor.memory.",
                        "sluice.yaml:6: Invalid property of Spark: 'spark.master': Sluice sets it itself. Write spark:"
                                + " {master: ...}.",
                        "sluice.yaml:7: Invalid property of Spark: 'spark.sql.session.timeZone': Sluice sets it itself,"
                                + " since values depend on it. Leave it out.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.delta.logStore.s3a.impl",
                "spark.delta.logStore.class",
                "spark.hadoop.delta.logStore.file.impl",
                "spark.hadoop.spark.delta.logStore.abfss.impl"
            })
    void whatDecidesWhoseCommitCountsIsAMistake(String name) {
        assertThat(project("spark: {conf: {" + name + ": io.delta.storage.S3SingleDriverLogStore}}\n")
                        .mistakes())
                .containsExactly("sluice.yaml:2: Invalid property of Spark: '" + name
                        + "': Sluice sets it itself, since values depend on it. Leave it out.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "spark.hadoop.fs.s3a.access.key",
                "spark.hadoop.fs.s3a.secret.key",
                "spark.authenticate.secret",
                "spark.ssl.keyPassword",
                "spark.hadoop.fs.s3a.session.token"
            })
    void aSecretIsRefusedAndNotRepeated(String name) {
        assertThat(project("spark: {conf: {" + name + ": hunter2}}\n").mistakes())
                .singleElement()
                .satisfies(mistake -> assertThat(mistake)
                        .contains("'" + name + "': secrets do not belong into this file.")
                        .doesNotContain("hunter2"));
    }

    @Test
    void whatSparkWasStartedWithComesFirstUnlessItIsWhatSparkSubmitSaysByItself() {
        SparkSettings said = new SparkSettings("spark://head:7077", Map.of());
        assertThat(said.submittedTo("yarn").master()).isEqualTo("yarn");
        assertThat(said.submittedTo("local[*]").master()).isEqualTo("spark://head:7077");
        assertThat(said.submittedTo(null).master()).isEqualTo("spark://head:7077");
        assertThat(SparkSettings.HERE.submittedTo("local[2]").master()).isEqualTo("local[2]");
        assertThat(said.inThisProcess().isLocal()).isTrue();
        assertThat(said.isLocal()).isFalse();
    }
}
