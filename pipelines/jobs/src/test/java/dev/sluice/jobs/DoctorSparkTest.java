package dev.sluice.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sluice.command.Sluice;
import dev.sluice.definition.FeatureProject;
import dev.sluice.doctor.Finding;
import dev.sluice.doctor.SparkCheck;
import dev.sluice.doctor.Verdict;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The doctor looks at Spark in processes of their own, as the launcher starts them and otherwise. */
class DoctorSparkTest {
    @TempDir
    private Path folder;

    @Test
    void aSparkThatStartsAndComputesIsOkAndLeavesNothing() throws Exception {
        SmallProject project = SmallProject.in(folder);
        List<Finding> findings = look(project, options("--add-opens"));
        assertThat(findings)
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.verdict()).as(finding.text()).isEqualTo(Verdict.OK));
        assertThat(findings.get(0).message()).startsWith("Spark 3.5.").contains("wrote and read a Delta table");
        assertThat(folder.resolve("lake")).doesNotExist();
    }

    @Test
    void aJavaWithoutTheOptionsThatSparkNeedsIsBroken() throws Exception {
        Finding finding = look(SmallProject.in(folder), List.of()).get(0);
        assertThat(finding.isBroken()).as(finding.text()).isTrue();
        assertThat(finding.text())
                .startsWith("Spark does not start: ")
                .endsWith("see SLUICE_JAVA_OPTIONS and JAVA_TOOL_OPTIONS.");
    }

    private static List<Finding> look(SmallProject project, List<String> options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(options);
        command.addAll(List.of(
                "-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Sluice.class.getName()));
        command.addAll(List.of(
                "spark-trial", "--output", "json", "--project", project.folder().toString()));
        return new SparkCheck(FeatureProject.read(project.folder()), command).findings();
    }

    private static List<String> options(String prefix) {
        return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> option.startsWith(prefix))
                .toList();
    }
}
