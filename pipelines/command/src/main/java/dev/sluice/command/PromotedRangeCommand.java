package dev.sluice.command;

import dev.sluice.feature.FeatureView;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.List;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command about what was promoted of a view in a range of time. */
abstract class PromotedRangeCommand extends SparkCommand {
    @Parameters(paramLabel = "VIEW", description = "The view, as airport_delays or airport_delays@1.")
    private String view = "";

    @Option(names = "--from", required = true, paramLabel = "A", description = "The first day, hour or instant.")
    private String from = "";

    @Option(names = "--to", required = true, paramLabel = "B", description = "The end, itself not included.")
    private String until = "";

    PromotedRangeCommand(Terminal terminal) {
        super(terminal);
    }

    @Override
    final Answer answer(Project project, Registry registry) {
        FeatureView asked = project.view(view);
        TimeRange range = new TimeRange(Partition.parseInstant(from), Partition.parseInstant(until));
        return answer(
                project,
                asked,
                List.copyOf(registry.promoted(project.name(), asked.id(), range).values()));
    }

    /** @param promoted the newest promoted run of each partition of the range, in the order of time */
    abstract Answer answer(Project project, FeatureView asked, List<RunRecord> promoted);
}
