package dev.sluice.definition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.expectation.Anomalies;
import dev.sluice.expectation.AnomalyCheck;
import dev.sluice.expectation.Expectation;
import dev.sluice.expectation.OnFail;
import dev.sluice.expectation.Severity;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureValues;
import dev.sluice.feature.FeatureView;
import dev.sluice.problem.Origin;
import dev.sluice.project.FeatureNames;
import dev.sluice.project.Project;
import dev.sluice.time.TimeSpan;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeatureProjectTest {
    @TempDir
    private Path folder;

    private ProjectFolder project = new ProjectFolder(Path.of(""));

    @BeforeEach
    void writeProject() {
        project = ProjectFolder.in(folder);
    }

    @Test
    void aProjectIsReadWithItsDefaults() {
        Project read = FeatureProject.read(folder);
        assertThat(read.name()).isEqualTo("flights");
        assertThat(read.settings().lake()).isEqualTo("lake");
        assertThat(read.settings().online().table()).isEqualTo("flights_features");
        assertThat(read.settings().replayClock()).isEqualTo(Instant.parse("2001-03-01T00:00:00Z"));

        FeatureView view = read.view("delays");
        assertThat(view.version()).isEqualTo(1);
        assertThat(view.online()).isFalse();
        assertThat(view.lifetime().ttl()).isEqualTo(TimeSpan.parse("14d"));
        assertThat(view.computation().sources().get(0).lookback()).isEqualTo(TimeSpan.parse("7d"));
        assertThat(view.feature("departures").defaultValue()).isEqualTo("0");
        assertThat(view.origin()).isEqualTo(new Origin("views/delays.yaml", 1));
        assertThat(read.service("model").uses().get(0).spineColumn("airport")).isEqualTo("origin");
    }

    @Test
    void theExampleThatShipsIsRight() {
        Project example =
                FeatureProject.read(Path.of(System.getProperty("sluice.root"), "transforms/examples/flights"));
        assertThat(example.views()).hasSize(3);
        assertThat(example.view("airport_delays").expectations()).hasSize(5);
    }

    @Test
    void everyMistakeIsReportedInOneGo() {
        project.replace("sluice.yaml", "clock", "clok");
        project.replace("entities.yaml", "string", "strng");
        project.replace("views/delays.yaml", "lookback", "lokback");
        project.replace("views/delays.yaml", "type: double", "type: dubble");
        project.replace("services.yaml", "view: delays", "view: other");
        assertThat(project.mistakes())
                .contains(
                        "entities.yaml:2: Invalid type: 'strng'. Did you mean 'string'?",
                        "services.yaml:3: Unknown feature view 'other'.",
                        "sluice.yaml:2: Unknown key 'clok' in sluice.yaml. Did you mean 'clock'?",
                        "views/delays.yaml:3: Unknown key 'lokback' in the use of a source. Did you mean 'lookback'?",
                        "views/delays.yaml:8: Invalid type: 'dubble'. Did you mean 'double'?");
        assertThatThrownBy(() -> FeatureProject.read(folder))
                .hasMessageStartingWith(
                        "Invalid project " + folder.getFileName() + ": 5 mistakes\n  entities.yaml:2: ");
    }

    @Test
    void referencesToWhatIsNotThereNameTheNearest() {
        project.replace("views/delays.yaml", "entity: airport", "entity: airprt");
        project.replace("views/delays.yaml", "flights: {", "flihgts: {");
        assertThat(project.mistakes())
                .contains(
                        "views/delays.yaml:2: Unknown entity 'airprt'. Did you mean 'airport'? Declare it in entities.yaml.",
                        "views/delays.yaml:3: Unknown source 'flihgts'. Did you mean 'flights'? Declare it in sources.yaml.");
    }

    @Test
    void aServiceIsHeldAgainstItsViews() {
        project.write("services.yaml", """
                - feature_service: model
                  features:
                    - {view: delays, features: [mean_dely]}
                    - {view: delays, on: {airprt: origin}}
                    - {view: delays}
                    - {view: delays, version: 2}
                - {feature_service: other, values: fesh, features: [{view: delays}]}
                """);
        assertThat(project.mistakes())
                .containsExactly(
                        "services.yaml:3: Unknown feature 'mean_dely' of delays@1. Did you mean 'mean_delay'?",
                        "services.yaml:4: Unknown key 'airprt' of entity airport. Did you mean 'airport'? Write on as {key of the entity: column}.",
                        "services.yaml:4: The column 'departures' comes out twice, first from services.yaml:3. Give one of the views a prefix with 'as'.",
                        "services.yaml:4: The column 'mean_delay' comes out twice, first from services.yaml:3. Give one of the views a prefix with 'as'.",
                        "services.yaml:5: The column 'departures' comes out twice, first from services.yaml:3. Give one of the views a prefix with 'as'.",
                        "services.yaml:5: The column 'mean_delay' comes out twice, first from services.yaml:3. Give one of the views a prefix with 'as'.",
                        "services.yaml:6: Unknown feature view 'delays@2'. Did you mean 'delays@1'?",
                        "services.yaml:7: Unknown values 'fesh'. Did you mean 'fresh'?");
    }

    @Test
    void aServiceShowsWhatServingAnswersUnlessItAsksForFreshValues() {
        project.write("services.yaml", """
                - {feature_service: one, features: [{view: delays}]}
                - {feature_service: other, values: fresh, features: [{view: delays}]}
                """);
        assertThat(FeatureProject.read(folder).services())
                .extracting(FeatureService::values)
                .containsExactly(FeatureValues.SERVED, FeatureValues.FRESH);
    }

    @Test
    void twoThingsOfOneNameAreAMistakeThatNamesBothPlaces() {
        project.write(
                "entities.yaml", "- {entity: airport, key: {airport: string}}\n- {entity: Airport, key: {a: long}}\n");
        assertThat(project.mistakes())
                .containsExactly(
                        "entities.yaml:2: The entity Airport is declared twice, first in entities.yaml:1. Rename or remove one.");
    }

    @Test
    void whatShadowsAnotherDefinitionIsAMistakeWhateverItsFile() throws IOException {
        project.write(
                "views/old/Delays.yaml",
                Files.readString(folder.resolve("views/delays.yaml"))
                        .replace("feature_view: delays", "feature_view: Delays")
                        .replace("delays.sql", "../delays.sql"));
        project.write("sources/more.yaml", "- {source: flights, format: csv, path: f.csv, event_time: date}\n");
        project.write("services/more.yaml", "- {feature_service: model, features: [{view: delays}]}\n");
        assertThat(project.mistakes())
                .containsExactly(
                        "services/more.yaml:1: The feature service model@1 is declared twice, first in services.yaml:1. "
                                + "Rename or remove one.",
                        "sources/more.yaml:1: The source flights is declared twice, first in sources.yaml:1. Rename or "
                                + "remove one.",
                        "views/old/Delays.yaml:1: The feature view Delays@1 is declared twice, first in "
                                + "views/delays.yaml:1. Rename or remove one.");
    }

    @Test
    void twoVersionsOfAViewLiveSideBySide() throws IOException {
        String second = Files.readString(folder.resolve("views/delays.yaml")).replace("entity:", "version: 2\nentity:");
        project.write("views/delays_v2.yaml", second);
        assertThat(project.mistakes()).isEmpty();
        assertThat(FeatureProject.read(folder).view("delays").version()).isEqualTo(2);
    }

    @Test
    void foldersOfFilesWorkLikeSingleOnes() {
        project.write("entities/more.yaml", "- {entity: carrier, key: {carrier: string}}\n");
        assertThat(FeatureProject.read(folder).entities()).hasSize(2);
    }

    @Test
    void expectationsComeFromTheViewAndFromTheSuiteBesideIt() {
        project.replace("views/delays.yaml", "features:", """
                expectations:
                  - {type: expect_column_values_to_not_be_null, kwargs: {column: mean_delay, mostly: 0.9}, severity: warning}
                features:""");
        project.write("views/delays.expectations.json", """
                {"name": "delays", "meta": {"great_expectations_version": "1.2.0"},
                 "expectations": [
                  {"expectation_type": "expect_column_values_to_be_between",
                   "kwargs": {"column": "departures", "min_value": 1, "strict_min": true, "max_value": null}}]}
                """);
        List<Expectation> expectations =
                FeatureProject.read(folder).view("delays").expectations();
        assertThat(expectations).hasSize(2);
        assertThat(expectations.get(0).severity()).isEqualTo(Severity.WARNING);
        assertThat(expectations.get(0).kwargs()).isEqualTo(Map.of("column", "mean_delay", "mostly", 0.9));
        assertThat(expectations.get(1).origin()).isEqualTo(new Origin("views/delays.expectations.json", 3));
        assertThat(expectations.get(1).kwargs())
                .containsEntry("strict_min", true)
                .containsEntry("max_value", null);
    }

    @Test
    void aViewSaysWhatARefusedPartitionStopsAndWhichColumnsTellOfPersons() {
        assertThat(FeatureProject.read(folder).view("delays").suite().onFail()).isEqualTo(OnFail.QUARANTINE);
        project.replace("views/delays.yaml", "features:", """
                on_fail: block
                features:
                  - {name: pilot, type: string, tags: {pii: true}}""");
        FeatureView view = FeatureProject.read(folder).view("delays");
        assertThat(view.suite().onFail()).isEqualTo(OnFail.BLOCK);
        assertThat(view.piiColumns()).containsExactly("pilot");
        project.replace("views/delays.yaml", "on_fail: block", "on_fail: blok");
        assertThat(project.mistakes())
                .singleElement()
                .asString()
                .contains("views/delays.yaml:")
                .endsWith("Unknown on_fail 'blok'. Did you mean 'block'?");
    }

    @Test
    void aViewSaysWhatIsTooFarFromUsual() {
        assertThat(FeatureProject.read(folder).view("delays").suite().anomalies())
                .isEqualTo(Anomalies.NONE);
        project.replace("views/delays.yaml", "features:", """
                anomalies:
                  volume: {}
                  freshness: {deviations: 5, weeks: 8, least: 2, severity: critical}
                features:""");
        Anomalies anomalies = FeatureProject.read(folder).view("delays").suite().anomalies();
        assertThat(anomalies.volume()).isEqualTo(new AnomalyCheck(3.5, 12, 4, Severity.WARNING));
        assertThat(anomalies.freshness()).isEqualTo(new AnomalyCheck(5, 8, 2, Severity.CRITICAL));
        project.replace("views/delays.yaml", "weeks: 8, least: 2", "weeks: 8, least: 9");
        assertThat(project.mistakes())
                .singleElement()
                .asString()
                .contains("Invalid anomaly check: 5.0 deviations from at least 9 partitions of 8 weeks.");
    }

    @Test
    void anExpectationOfAnUnknownColumnNamesTheNearest() {
        project.write("views/delays.expectations.json", """
                {"expectations": [
                  {"type": "expect_column_values_to_not_be_null", "kwargs": {"column": "mean_dely"}, "severity": "fatal"}]}
                """);
        assertThat(project.mistakes())
                .containsExactly(
                        "views/delays.expectations.json:2: Unknown severity 'fatal'. Known: critical, info, warning.",
                        "views/delays.expectations.json:2: Unknown column 'mean_dely'. Did you mean 'mean_delay'?");
    }

    @Test
    void anExpectationCanBeShortAndASuiteHaveParametersTabsAndExponents() {
        project.replace("views/delays.yaml", "features:", """
                expectations:
                  - expect_column_values_to_be_between: {column: mean_delay, min_value: 0}
                    severity: info
                features:""");
        project.write("views/delays.expectations.json", """
                {
                \t"suite_parameters": {"most": 5},
                \t"expectations":[
                \t\t{"type":"expect_column_max_to_be_between", "id": null, "rendered_content": [],
                \t\t "kwargs":{"column":"departures","min_value":1e-2,"max_value":{"$PARAMETER":"most"}}},
                \t\t{"type": "expect_column_to_exist", "kwargs": {"column": "gone"}}]}
                """);
        List<Expectation> expectations =
                FeatureProject.read(folder).view("delays").expectations();
        assertThat(expectations.get(0).type()).isEqualTo("expect_column_values_to_be_between");
        assertThat(expectations.get(0).severity()).isEqualTo(Severity.INFO);
        assertThat(expectations.get(0).kwargs()).isEqualTo(Map.of("column", "mean_delay", "min_value", 0L));
        assertThat(expectations.get(1).kwargs())
                .isEqualTo(Map.of("column", "departures", "min_value", 0.01, "max_value", 5L));
        assertThat(expectations.get(2).kwargs()).isEqualTo(Map.of("column", "gone"));
    }

    @Test
    void aSuiteIsRefusedWithItsLineWhenAParameterIsUnknownOrItIsTooLargeOrTooDeep() {
        project.write("views/delays.expectations.json", """
                {"suite_parameters": {"most": 5},
                 "expectations": [{"type": "expect_table_row_count_to_equal", "kwargs": {"value": {"$PARAMETER": "mst"}}}]}
                """);
        assertThat(project.mistakes())
                .containsExactly(
                        "views/delays.expectations.json:2: Unknown suite parameter 'mst'. Did you mean 'most'?");
        project.write("views/delays.expectations.json", "{\"expectations\": [" + " ".repeat(10_000_000) + "]}");
        assertThat(project.mistakes())
                .containsExactly("views/delays.expectations.json:1: The file has more than 256 KiB. Split it.");
        project.write("views/delays.expectations.json", "[".repeat(100_000) + "]".repeat(100_000));
        assertThat(project.mistakes()).singleElement().asString().startsWith("views/delays.expectations.json:1: ");
    }

    @Test
    void aDefaultMustBeAValueOfItsType() {
        project.replace("views/delays.yaml", "default: 0", "default: none");
        assertThat(project.mistakes())
                .containsExactly("views/delays.yaml:7: Invalid default: 'none' of feature departures is no long.");
    }

    @Test
    void aTransformMustBeThereAndInsideTheProject() throws IOException {
        project.replace("views/delays.yaml", "delays.sql", "dely.sql");
        assertThat(project.mistakes())
                .containsExactly("views/delays.yaml:4: Cannot find the transform dely.sql beside this file.");

        Path outside = Files.createTempFile("outside", ".sql");
        Files.writeString(outside, "SELECT 1");
        Files.createSymbolicLink(folder.resolve("views/dely.sql"), outside);
        assertThat(project.mistakes())
                .containsExactly("views/delays.yaml:4: Invalid transform: 'dely.sql' lies outside the project.");
        Files.delete(outside);
    }

    @Test
    void aWrongKindOfValueSaysWhatWasExpected() {
        project.replace("views/delays.yaml", "entity: airport", "entity: [airport]\nversion: one\nonline: yes");
        project.replace("views/delays.yaml", "features:", "features: 7\nowner:\nold_features:");
        assertThat(project.mistakes())
                .contains(
                        "views/delays.yaml:2: Invalid value: expected a text, found a list.",
                        "views/delays.yaml:3: Invalid value: expected a whole number, found 'one'.",
                        "views/delays.yaml:4: Invalid value: expected true or false, found 'yes'.",
                        "views/delays.yaml:8: Invalid value: expected a list, found '7'.");
    }

    @Test
    void settingsThatCannotBeAreMistakes() {
        project.write("sluice.yaml", """
                project: my-flights
                registry: sqlite
                online: {store: redis, endpoint: localhost, table: x}
                clock: yesterday
                """);
        assertThat(project.mistakes())
                .hasSize(6)
                .anyMatch(line -> line.startsWith("sluice.yaml:1: Invalid project name: 'my-flights'."))
                .contains(
                        "sluice.yaml:2: Invalid registry: 'sqlite'. Write embedded, or jdbc:postgresql://host/database.",
                        "sluice.yaml:3: Unknown store 'redis'. Known: dynamodb.");
    }

    @Test
    void aFolderThatIsNoProjectSaysHowToMakeOne(@TempDir Path empty) {
        assertThatThrownBy(() -> FeatureProject.read(empty))
                .hasMessage(
                        "Cannot read a project in " + empty
                                + ": it holds no sluice.yaml. Make a project with `sluice init DIR`, or give its folder with --project.");
        assertThatThrownBy(() -> FeatureProject.read(empty.resolve("x")))
                .hasMessageContaining("there is no such folder");
    }

    @Test
    void aFolderThatSparkWouldTakeForAPatternIsRefused() {
        ProjectFolder patterned = ProjectFolder.in(folder.resolve("flights [2001]"));
        assertThatThrownBy(() -> FeatureProject.read(patterned.folder()))
                .hasMessage("Cannot read a project in " + patterned.folder()
                        + ": Spark takes the characters [ ] { } * ? in a path for a pattern. Rename the folder.");
    }

    @Test
    void whatShadowsAnotherDefinitionIsNamedWithBothPlaces() {
        project.write("entities/more.yaml", "- entity: AIRPORT\n  key: {code: string}\n");
        project.write("sources/more.yaml", "- {source: flights, format: csv, path: other.csv, event_time: date}\n");
        project.write("services/more.yaml", "- {feature_service: Model, features: [{view: delays}]}\n");
        project.write("views/again/delays.sql", "SELECT 1");
        project.write("views/again/delays.yaml", """
                feature_view: delays
                entity: airport
                sources: {flights: {}}
                transform: delays.sql
                features: [{name: other, type: long}]
                """);
        assertThat(project.mistakes())
                .containsExactlyInAnyOrder(
                        "entities/more.yaml:1: The entity AIRPORT is declared twice, first in entities.yaml:1. Rename or remove one.",
                        "sources/more.yaml:1: The source flights is declared twice, first in sources.yaml:1. Rename or remove one.",
                        "services/more.yaml:1: The feature service Model@1 is declared twice, first in services.yaml:1. Rename or remove one.",
                        "views/delays.yaml:1: The feature view delays@1 is declared twice, first in views/again/delays.yaml:1. Rename or remove one.");
    }

    @Test
    void theConventionForNamesIsOffUnlessTheProjectAsksForIt() {
        assertThat(FeatureProject.read(folder).settings().featureNames()).isEqualTo(FeatureNames.OFF);
        project.write("sluice.yaml", "project: flights\nlint: {feature_names: convention}\n");
        assertThat(FeatureProject.read(folder).settings().featureNames()).isEqualTo(FeatureNames.CONVENTION);
        project.write("sluice.yaml", "project: flights\nlint: {feature_names: off}\n");
        assertThat(FeatureProject.read(folder).settings().featureNames()).isEqualTo(FeatureNames.OFF);
        project.write("sluice.yaml", "project: flights\nlint: {feature_names: strict, names: x}\n");
        assertThat(project.mistakes())
                .contains("sluice.yaml:2: Invalid feature_names: 'strict'. Write convention, or off.")
                .anyMatch(mistake -> mistake.startsWith("sluice.yaml:2: Unknown key 'names' in lint."));
    }
}
