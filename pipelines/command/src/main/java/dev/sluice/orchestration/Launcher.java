package dev.sluice.orchestration;

import dev.sluice.project.Orchestration.Launch;
import dev.sluice.project.Orchestration.SparkSubmit;
import java.util.ArrayList;
import java.util.List;

/** What stands before a command's arguments. */
record Launcher(Launch launch) {
    private static final String MAIN = "dev.sluice.command.Sluice";

    /** Of a command that needs no Spark. */
    List<String> plain() {
        return launch.command();
    }

    /** Of a command that needs Spark. */
    List<String> spark() {
        SparkSubmit submit = launch.sparkSubmit();
        if (submit == null) {
            return plain();
        }
        List<String> words = new ArrayList<>(List.of(submit.command(), "--class", MAIN));
        if (submit.master() != null) {
            words.addAll(List.of("--master", submit.master()));
        }
        submit.conf().forEach((key, value) -> words.addAll(List.of("--conf", key + "=" + value)));
        words.add(submit.jar());
        return words;
    }
}
