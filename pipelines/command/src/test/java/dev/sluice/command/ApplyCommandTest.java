package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is reviewed, confirmed and applied, by the commands; that the transforms are in order is taken as known. */
class ApplyCommandTest {
    private static final String VIEW = FlightsFolder.VIEW;

    @TempDir
    private Path folder;

    private FlightsFolder project = new FlightsFolder(Path.of(""));

    @BeforeEach
    void aProjectOfOneView() {
        project = FlightsFolder.in(folder);
    }

    private void write(String file, String text) {
        project.write(file, text);
    }

    private Captured sluice(String... arguments) {
        return project.sluice(arguments);
    }

    private String path(String file) {
        return folder.resolve(file).toString();
    }

    @Test
    void aReviewedPlanIsAppliedAsItWasOrNotAtAll() {
        assertThat(sluice("plan", "--out", path("plan.json")).out())
                .startsWith("+ entity airport\n+ source flights\n+ feature_view airport_delays@1\n");
        write("views/airport_delays.yaml", VIEW + "ttl: 14d\n");
        Captured moved = sluice("apply", path("plan.json"));
        assertThat(moved.exitStatus()).isEqualTo(1);
        assertThat(moved.err())
                .contains("Cannot apply the reviewed plan, for it is outdated:\n"
                        + "- feature_view airport_delays@1 is declared in another form now\n");
        assertThat(sluice("plan").out()).contains("4 new");

        write("views/airport_delays.yaml", VIEW);
        assertThat(sluice("apply", path("plan.json")).out()).contains("Registered.");
        Captured twice = sluice("apply", path("plan.json"));
        assertThat(twice.err()).contains("- entity airport is registered now and was not");
    }

    @Test
    void aPlanThatWasEditedOrIsNoneIsRefused() throws IOException {
        sluice("plan", "--out", path("plan.json"));
        String plan = Files.readString(folder.resolve("plan.json"));
        write("plan.json", plan.replace("\"source flights\"", "\"source other\""));
        assertThat(sluice("apply", path("plan.json")))
                .extracting(
                        Captured::exitStatus,
                        run -> run.err().lines().findFirst().orElse(""))
                .containsExactly(
                        2,
                        "sluice: Invalid plan " + path("plan.json")
                                + ": its content does not have its hash: it was edited. Write one with `sluice plan --out FILE`.");
        write("plan.json", "{}");
        assertThat(sluice("apply", path("plan.json")).err()).contains("it is no plan of a project of this release");
        assertThat(sluice("apply", path("none.json")).exitStatus()).isEqualTo(2);
        assertThat(sluice("plan", "--out", path("no/such/folder.json")).exitStatus())
                .isEqualTo(2);
    }

    @Test
    void whatReadersWouldLoseMustBeConfirmedByName() {
        sluice("apply");
        write("views/airport_delays.yaml", VIEW.replace("  - {name: mean_delay, type: double}\n", ""));
        assertThat(sluice("plan").out())
                .contains("~ feature_view airport_delays@1\n    - features.mean_delay.type: double\n")
                .contains("    touches: feature_service delays@1\n");
        Captured refused = sluice("apply");
        assertThat(refused.exitStatus()).isEqualTo(1);
        assertThat(refused.err())
                .contains("readers would lose feature mean_delay of feature_view airport_delays@1.")
                .contains("add --confirm airport_delays@1.");
        assertThat(sluice("apply", "--confirm", "airport_delays@2").exitStatus())
                .isEqualTo(1);
        assertThat(sluice("apply", "--confirm", "airport_delays@1").exitStatus())
                .isZero();

        write("services.yaml", "[]\n");
        assertThat(sluice("apply").err()).contains("readers would lose feature_service delays@1.");
        assertThat(sluice("apply", "--confirm", "delays@1").exitStatus()).isZero();
    }

    @Test
    void whatTakesNothingFromReadersNeedsNoWord() {
        sluice("apply");
        write("views/airport_delays.yaml", VIEW + "  - {name: greatest_delay, type: double}\n");
        assertThat(sluice("apply").exitStatus()).isZero();
        assertThat(sluice("plan").out()).startsWith("No changes");
    }

    @Test
    void aPlanInMarkdownIsABlockThatNoValueCanLeave() {
        sluice("apply");
        write("views/airport_delays.yaml", VIEW + "description: \"``` <script>\"\n");
        assertThat(sluice("plan", "--output", "markdown").out()).isEqualTo("""
                        ### Plan of project flights: 1 changed

                        ```diff
                        ! feature_view airport_delays@1
                        +     description: ''' <script>
                        ```
                        """);
        Captured wrong = sluice("history", "airport_delays", "--output", "markdown");
        assertThat(wrong.exitStatus()).isEqualTo(2);
        assertThat(wrong.err()).contains("Cannot answer in markdown. This takes --output table or json.");
    }
}
