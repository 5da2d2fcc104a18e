package dev.sluice.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorCommandTest {
    @TempDir
    private Path folder;

    @Test
    void eachThingIsOneLine() {
        Captured told = doctor("java", "project", "registry", "dax");
        assertThat(told.exitStatus()).as(told.out()).isZero();
        assertThat(told.out().lines())
                .hasSize(5)
                .anyMatch(line -> line.matches("OK +java +Java 17\\..*"))
                .anyMatch(
                        line -> line.matches("WARNING +registry +.* has no tables yet\\. `sluice apply` makes them\\."))
                .anyMatch(line -> line.matches("SKIPPED +dax +The project reads without DAX\\."));
        assertThat(folder.resolve(".sluice")).doesNotExist();
    }

    @Test
    void whatIsBrokenIsTheExitStatus() throws Exception {
        write().write("sluice.yaml", "project: flights\nregistry: jdbc:postgresql://127.0.0.1:1/registry\n");
        Captured told = Captured.of("doctor", "registry", "--output", "json", "--project", folder.toString());
        assertThat(told.exitStatus()).isEqualTo(1);
        JsonNode json = new ObjectMapper().readTree(told.out());
        assertThat(json.at("/broken").asInt()).isEqualTo(1);
        assertThat(json.at("/findings/0/subject").asText()).isEqualTo("registry");
        assertThat(json.at("/findings/0/verdict").asText()).isEqualTo("BROKEN");
        assertThat(json.at("/findings/0/message").asText()).contains("127.0.0.1:1");
    }

    @Test
    void whatNeedsAProjectWaitsForItsFiles() {
        write().write("sluice.yaml", "project: flights\nlak: lake\n");
        Captured told =
                Captured.of("doctor", "java", "project", "lake", "registry", "spark", "--project", folder.toString());
        assertThat(told.exitStatus()).isEqualTo(1);
        assertThat(told.out().lines())
                .anyMatch(line -> line.matches("BROKEN +project +sluice.yaml:2: Unknown key 'lak' .*"))
                .anyMatch(line -> line.matches("SKIPPED +lake +The project's files come first\\."))
                .anyMatch(line -> line.matches("SKIPPED +registry +The project's files come first\\."))
                .anyMatch(line -> line.matches("SKIPPED +spark +The project's files come first\\."));
    }

    @Test
    void anUnknownThingNamesTheNearest() {
        Captured wrong = doctor("registri");
        assertThat(wrong.exitStatus()).isEqualTo(2);
        assertThat(wrong.err()).contains("Unknown thing to look at: 'registri'. Did you mean 'registry'?");
    }

    private FlightsFolder write() {
        return FlightsFolder.in(folder).write("flights.csv", "date,delay,origin\n");
    }

    private Captured doctor(String... subjects) {
        write();
        System.setProperty(
                "sluice.home", Path.of(System.getProperty("sluice.root")).toString());
        String[] arguments = new String[subjects.length + 3];
        arguments[0] = "doctor";
        System.arraycopy(subjects, 0, arguments, 1, subjects.length);
        arguments[subjects.length + 1] = "--project";
        arguments[subjects.length + 2] = folder.toString();
        return Captured.of(arguments);
    }
}
