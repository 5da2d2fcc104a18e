package dev.sluice.backfill.execution;

import dev.sluice.backfill.FileHistory;
import dev.sluice.backfill.RecordedInputs;
import dev.sluice.backfill.SourceInputs;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceUse;
import dev.sluice.input.InputState;
import dev.sluice.input.ObservedFile;
import dev.sluice.input.SourceChange;
import dev.sluice.input.SourcePart;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.registry.SourceFileRecord;
import dev.sluice.transform.SourceInspection;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.apache.spark.sql.SparkSession;

/**
 * The sources of a project as they are now, beside what the registry knows of them. Each source is listed once, however often
 * it is asked for: make a new one for a new look.
 */
public final class LakeInputs implements SourceInputs {
    private final Project project;
    private final Registry registry;
    private final SourceInspection inspection;
    private final Map<String, List<ObservedFile>> listed = new HashMap<>();

    private LakeInputs(Project project, Registry registry, SourceInspection inspection) {
        this.project = project;
        this.registry = registry;
        this.inspection = inspection;
    }

    public static LakeInputs of(SparkSession spark, Project project, Registry registry) {
        return new LakeInputs(project, registry, SourceInspection.of(spark, project));
    }

    /** The states in which a view's sources are now; those of files are recorded. A source that cannot tell has none. */
    Map<String, String> observe(FeatureView view) {
        Map<String, String> states = new TreeMap<>();
        for (SourceUse use : view.computation().sources()) {
            Source source = project.source(use.source());
            if (SourceInspection.hasVersions(source)) {
                states.put(
                        use.source(), new InputState(InputState.Kind.VERSION, inspection.version(source)).toString());
            } else if (SourceInspection.hasFiles(source)) {
                long state = registry.observe(project.name(), key(source), files(source));
                states.put(use.source(), new InputState(InputState.Kind.FILES, state).toString());
            }
        }
        return states;
    }

    @Override
    public List<SourceChange> changesAfter(Source source, OptionalLong state) {
        if (state.isEmpty()) {
            return List.of();
        }
        if (SourceInspection.hasVersions(source)) {
            return inspection.changesAfter(source, state.getAsLong());
        }
        return SourceInspection.hasFiles(source)
                ? FileHistory.changes(registry.sourceFiles(project.name(), key(source)), files(source))
                : List.of();
    }

    @Override
    public List<SourcePart> parts(Source source) {
        if (SourceInspection.hasVersions(source)) {
            return inspection.parts(source);
        }
        return SourceInspection.hasFiles(source)
                ? files(source).stream().flatMap(file -> file.part().stream()).toList()
                : List.of();
    }

    private synchronized List<ObservedFile> files(Source source) {
        return listed.computeIfAbsent(key(source), key -> inspection.files(source, known(key)));
    }

    private Collection<ObservedFile> known(String key) {
        return registry.sourceFiles(project.name(), key).stream()
                .filter(SourceFileRecord::isThere)
                .map(SourceFileRecord::file)
                .toList();
    }

    private static String key(Source source) {
        return RecordedInputs.key(source);
    }
}
