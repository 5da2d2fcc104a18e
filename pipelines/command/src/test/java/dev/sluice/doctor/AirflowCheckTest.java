package dev.sluice.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.airflow.Dag;
import dev.sluice.airflow.ImportError;
import dev.sluice.airflow.InMemoryAirflow;
import dev.sluice.project.Project;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AirflowCheckTest {
    private static final String SOMEWHERE = "airflow: {url: \"http://127.0.0.1:1\"}\n";

    @TempDir
    private Path folder;

    @Test
    void aProjectWithoutAirflowIsNotAsked() {
        assertThat(found(DoctoredProject.in(folder).read(), Map.of()))
                .isEqualTo(Finding.skipped("airflow", "The project names no Airflow."));
    }

    @Test
    void anAirflowThatIsNotThereIsBroken() {
        Finding finding = found(DoctoredProject.in(folder).settings(SOMEWHERE).read(), Map.of());
        assertThat(finding.isBroken()).isTrue();
        assertThat(finding.message()).contains("http://127.0.0.1:1");
    }

    @Test
    void aPasswordThatIsNotThereIsBroken() {
        Project project = DoctoredProject.in(folder)
                .settings("airflow: {url: \"http://127.0.0.1:1\", user: admin}\n")
                .read();
        assertThat(found(project, Map.of()).message())
                .contains("the environment variable SLUICE_AIRFLOW_PASSWORD does not hold the password of admin");
    }

    @Test
    void theProjectsDagsMustBeThereAndReadable() {
        Dag daily = Dag.manual("flights__daily");
        Dag paused = new Dag("flights__hourly", true, null, null, List.of(), false);
        assertThat(found(airflow()).text())
                .isEqualTo(
                        "Airflow 0.0.0 at http://127.0.0.1:1 has no DAG of project flights. Put what `sluice dags compile`"
                                + " writes where Airflow reads its DAGs.");
        assertThat(found(airflow().with(daily, trigger -> List.of())))
                .isEqualTo(Finding.ok("airflow", "Airflow 0.0.0 at http://127.0.0.1:1 has 1 DAGs of project flights."));
        assertThat(found(airflow().with(daily, trigger -> List.of()).with(paused, trigger -> List.of()))
                        .text())
                .contains("has paused flights__hourly.");
        Finding unreadable = found(airflow()
                .with(daily, trigger -> List.of())
                .with(new ImportError("flights.py", "Traceback\n  at line 3\nNameError: nothing")));
        assertThat(unreadable.isBroken()).isTrue();
        assertThat(unreadable.message()).endsWith("cannot read flights.py: NameError: nothing");
    }

    private static InMemoryAirflow airflow() {
        return new InMemoryAirflow(Clock.systemUTC());
    }

    private Finding found(InMemoryAirflow airflow) {
        Project project = DoctoredProject.in(folder).settings(SOMEWHERE).read();
        return new AirflowCheck(project, () -> airflow).findings().get(0);
    }

    private static Finding found(Project project, Map<String, String> environment) {
        return Examination.of(List.of(AirflowCheck.of(project, environment, Clock.systemUTC())))
                .findings()
                .get(0);
    }
}
