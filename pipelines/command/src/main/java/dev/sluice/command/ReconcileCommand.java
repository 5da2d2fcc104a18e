package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.materializer.MaterializedView;
import dev.sluice.online.ScanOptions;
import dev.sluice.online.dynamodb.DynamoOptions;
import dev.sluice.project.Project;
import dev.sluice.reconciliation.Difference;
import dev.sluice.reconciliation.Reconciliation;
import dev.sluice.reconciliation.ReconciliationOptions;
import dev.sluice.reconciliation.ReconciliationReport;
import dev.sluice.registry.Lease;
import dev.sluice.registry.Registry;
import dev.sluice.type.Column;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code sluice reconcile}. */
@Command(
        name = "reconcile",
        description =
                "Compare every key of a view's latest rows with the online store. Exit status 1 when keys differ that"
                        + " were not repaired.")
final class ReconcileCommand extends ProjectCommand {
    @Parameters(paramLabel = "VIEW", description = "The view, as airport_delays or airport_delays@1.")
    private String view = "";

    @Option(
            names = "--repair",
            description = "Write what is missing, stale or different, and remove what is extra; no materialization may"
                    + " run meanwhile.")
    private boolean repair;

    @Option(
            names = "--out",
            paramLabel = "FILE",
            description = "Write every difference to a file, a line of JSON each.")
    private @Nullable Path out;

    @Option(names = "--show", paramLabel = "N", defaultValue = "10", description = "How many to show; default: 10.")
    private int show = 10;

    @Option(
            names = "--segments",
            paramLabel = "N",
            defaultValue = "4",
            description = "The parts of the table that are scanned side by side; default: 4.")
    private int segments = ScanOptions.DEFAULTS.segments();

    @Option(
            names = "--read-units",
            paramLabel = "N",
            defaultValue = "1000",
            description = "What the scan takes at most in a second, on average (one is 8 KiB); default: 1000.")
    private double readUnits = ScanOptions.DEFAULTS.readUnitsPerSecond();

    ReconcileCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    Answer answer(Project project, Registry registry) {
        requireApplied(project, registry);
        FeatureView asked = project.view(view);
        OnlineProgress progress = new OnlineProgress(project, registry);
        ScanOptions scan = new ScanOptions(segments, readUnits);
        ReconciliationView shown = new ReconciliationView(show, hidesKeys(asked));
        try (DifferenceFile file = DifferenceFile.open(out);
                OnlineStores online = OnlineStores.ofTable(project, DynamoOptions.DEFAULTS)) {
            Reconciliation reconciliation = Reconciliation.of(online.scan(), progress, options(project, scan));
            Consumer<Difference> listener = difference -> {
                shown.add(difference);
                file.add(difference, shown.key(difference));
            };
            ReconciliationReport report = repair
                    ? repaired(reconciliation, progress.target(asked), online, progress.acquire(asked.id()), listener)
                    : reconciliation.compare(progress.target(asked), listener);
            return new Answer(
                    shown.json(report), terminal -> shown.print(report, terminal), report.remaining() == 0 ? 0 : 1);
        }
    }

    /** Under the lease of materializations: what none of them writes meanwhile may be mended. */
    private static ReconciliationReport repaired(
            Reconciliation reconciliation,
            MaterializedView target,
            OnlineStores online,
            Lease lease,
            Consumer<Difference> listener) {
        try (lease) {
            ReconciliationReport report = reconciliation.repair(target, online.store(), listener);
            lease.check();
            return report;
        }
    }

    private static ReconciliationOptions options(Project project, ScanOptions scan) {
        return ReconciliationOptions.defaults(project.folder().resolve(".sluice"))
                .withScan(scan)
                .withReplayClock(project.settings().replayClock());
    }

    private static boolean hidesKeys(FeatureView asked) {
        return asked.entity().key().stream().map(Column::name).anyMatch(asked.piiColumns()::contains);
    }
}
