package dev.sluice.backfill;

import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.input.EventSpan;
import dev.sluice.input.SourceChange;
import dev.sluice.input.SourcePart;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.SourceFileRecord;
import dev.sluice.registry.freshness.Upstream;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.List;
import java.util.OptionalLong;

/**
 * The sources of a project as runs have seen them last: a look into the registry, at no file. Files that came later are not
 * among them, and of tables it knows only those of the project's own views.
 */
public final class RecordedInputs implements SourceInputs {
    private final Project project;
    private final Registry registry;
    private final Upstream upstream;

    public RecordedInputs(Project project, Registry registry) {
        this.project = project;
        this.registry = registry;
        this.upstream = new Upstream(project);
    }

    @Override
    public List<SourceChange> changesAfter(Source source, OptionalLong state) {
        return List.of();
    }

    @Override
    public List<SourcePart> parts(Source source) {
        return upstream.of(source)
                .map(this::promoted)
                .orElseGet(() -> registry.sourceFiles(project.name(), key(source)).stream()
                        .filter(SourceFileRecord::isThere)
                        .flatMap(record -> record.file().part().stream())
                        .toList());
    }

    private List<SourcePart> promoted(FeatureView view) {
        return registry.promoted(project.name(), view.id(), TimeRange.ALWAYS).values().stream()
                .map(RecordedInputs::part)
                .toList();
    }

    private static SourcePart part(RunRecord run) {
        Partition partition = run.partition();
        return new SourcePart(
                run.measures().bytesStaged(),
                run.measures().rowsPromoted(),
                new EventSpan(partition.start(), partition.end()));
    }

    /** Under which name the registry keeps the files: another path, format, option or column of time is another source. */
    public static String key(Source source) {
        return source.name() + "/" + source.reading();
    }
}
