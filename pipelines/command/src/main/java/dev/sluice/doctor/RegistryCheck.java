package dev.sluice.doctor;

import dev.sluice.project.Project;
import dev.sluice.registry.Registries;
import dev.sluice.registry.database.DatabaseState;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether the registry answers, has tables of the right version, can be written, and agrees about the time. */
public final class RegistryCheck implements Check {
    private final Project project;
    private final Clock clock;

    public RegistryCheck(Project project, Clock clock) {
        this.project = project;
        this.clock = clock;
    }

    @Override
    public String subject() {
        return "registry";
    }

    @Override
    public List<Finding> findings() throws Exception {
        Registries.examine(project); // the first connection takes longer
        ClockReading.Asked<DatabaseState> asked =
                ClockReading.during(clock, Duration.ofMillis(1), () -> Registries.examine(project), DatabaseState::now);
        List<Finding> findings = new ArrayList<>(List.of(judged(asked.answer())));
        if (asked.reading() != null) {
            findings.add(asked.reading().finding(subject()));
        }
        return findings;
    }

    private Finding judged(DatabaseState state) {
        String where = state.location();
        if (state.installed() == 0) {
            return Finding.warning(subject(), where + " has no tables yet.", "`sluice apply` makes them.");
        }
        if (state.installed() > state.newest()) {
            return Finding.broken(
                    subject(),
                    where + " has tables of version " + state.installed() + ", and this Sluice knows versions up to "
                            + state.newest() + ".",
                    "Use the newer Sluice that made them.");
        }
        if (state.refusal() != null) {
            return Finding.broken(
                    subject(),
                    where + " can be read and not written: " + state.refusal(),
                    "Name the primary server and a user who may write its schema, or make the file writable.");
        }
        return state.installed() < state.newest()
                ? Finding.warning(
                        subject(),
                        where + " has tables of version " + state.installed() + "; this Sluice makes " + state.newest()
                                + ".",
                        "The next command brings them up to date; older ones cannot use them then.")
                : Finding.ok(subject(), where + ", tables of version " + state.installed() + ", writable.");
    }
}
