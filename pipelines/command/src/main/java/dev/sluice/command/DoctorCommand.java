package dev.sluice.command;

import dev.sluice.definition.FeatureProject;
import dev.sluice.doctor.Check;
import dev.sluice.doctor.Examination;
import dev.sluice.doctor.Finding;
import dev.sluice.problem.NearestName;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code sluice doctor}. */
@Command(
        name = "doctor",
        description = "Look at what the project needs around it: each is OK, or it says what to do.",
        footer = {"", "Exit status: 1 when something is broken, else 0."})
final class DoctorCommand extends ProjectCommand {
    @Parameters(
            paramLabel = "WHAT",
            arity = "0..*",
            description = "What to look at: java, memory, disk, project, lake, registry, dynamodb, dax, airflow, spark,"
                    + " ports;"
                    + " default: everything.")
    private List<String> subjects = List.of();

    DoctorCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    public Integer call() {
        requireFormat();
        List<Check> checks = DoctorChecks.of(folder(), project());
        List<Finding> findings = Examination.of(asked(checks)).findings();
        long broken = findings.stream().filter(Finding::isBroken).count();
        return show(new Answer(
                JsonDocument.of("broken", broken)
                        .with(
                                "findings",
                                findings.stream().map(DoctorCommand::json).toList()),
                shown -> print(findings, shown),
                broken == 0 ? 0 : 1));
    }

    /** The project, if its files are in order; the check of them says what is not. */
    private @Nullable Project project() {
        try {
            return FeatureProject.read(folder());
        } catch (SluiceException e) {
            return null;
        }
    }

    private List<Check> asked(List<Check> checks) {
        List<String> known = checks.stream().map(Check::subject).toList();
        for (String subject : subjects) {
            if (!known.contains(subject)) {
                throw CommandError.WRONG_ARGUMENT.problem(
                        "Unknown thing to look at: '" + subject + "'." + NearestName.hint(subject, known));
            }
        }
        return subjects.isEmpty()
                ? checks
                : checks.stream()
                        .filter(check -> subjects.contains(check.subject()))
                        .toList();
    }

    private static Map<String, ?> json(Finding finding) {
        return JsonDocument.of("subject", finding.subject())
                .with("verdict", finding.verdict())
                .with("message", finding.message())
                .with("remedy", finding.remedy())
                .members();
    }

    private static void print(List<Finding> findings, Terminal terminal) {
        TextTable table = TextTable.of("STATE", "WHAT", "FOUND");
        findings.forEach(
                finding -> table.row(terminal.state(finding.verdict().name()), finding.subject(), finding.text()));
        table.print(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        throw new UnsupportedOperationException("doctor looks at the registry itself");
    }
}
