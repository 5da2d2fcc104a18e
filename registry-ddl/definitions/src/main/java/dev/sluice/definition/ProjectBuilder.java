package dev.sluice.definition;

import dev.sluice.feature.Definition;
import dev.sluice.feature.Entity;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.ViewUse;
import dev.sluice.problem.Origin;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A project built in Java instead of read from YAML, with the same checks. Each {@code with...} returns a new builder. */
public final class ProjectBuilder {
    private static final Origin IN_JAVA = new Origin("(built in Java)", 1);

    private final Project project;

    private ProjectBuilder(Project project) {
        this.project = project;
    }

    /** A project without definitions, in a folder, with default settings. */
    public static ProjectBuilder of(String name, Path folder) {
        return new ProjectBuilder(new Project(
                name,
                folder.toAbsolutePath().normalize(),
                Settings.defaults(name),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of()));
    }

    public ProjectBuilder withSettings(Settings settings) {
        return new ProjectBuilder(new Project(
                project.name(),
                project.folder(),
                settings,
                project.entities(),
                project.sources(),
                project.views(),
                project.services(),
                Map.of()));
    }

    public ProjectBuilder withSource(Source source) {
        return with(project.entities(), plus(project.sources(), source), project.views(), project.services());
    }

    /** Adds a view, and its entity when that is new. */
    public ProjectBuilder withView(FeatureView view) {
        List<Entity> entities = project.entities().contains(view.entity())
                ? project.entities()
                : plus(project.entities(), view.entity());
        return with(entities, project.sources(), plus(project.views(), view), project.services());
    }

    public ProjectBuilder withService(FeatureService service) {
        return with(project.entities(), project.sources(), project.views(), plus(project.services(), service));
    }

    /**
     * The project.
     *
     * @throws InvalidProjectException when a name is there twice, or something refers to what is not there
     */
    public Project build() {
        Mistakes mistakes = new Mistakes();
        Declared declared = new Declared();
        project.definitions().forEach(definition -> declared.add(definition, IN_JAVA, mistakes));
        project.views()
                .forEach(view -> view.computation()
                        .sources()
                        .forEach(use -> mistakes.collect(IN_JAVA, () -> project.source(use.source()))));
        project.services().forEach(service -> check(service, mistakes));
        mistakes.throwIfAny(project.name());
        return project;
    }

    private void check(FeatureService service, Mistakes mistakes) {
        Set<String> outputs = new HashSet<>();
        for (ViewUse use : service.uses()) {
            FeatureView view = mistakes.collect(IN_JAVA, () -> project.view(use));
            if (view != null) {
                use.features().forEach(feature -> mistakes.collect(IN_JAVA, () -> view.feature(feature)));
                (use.features().isEmpty() ? view.featureNames() : use.features())
                        .stream()
                                .map(use::outputName)
                                .filter(output -> !outputs.add(output))
                                .forEach(output -> mistakes.add(
                                        IN_JAVA,
                                        "The column '" + output + "' of " + service.name()
                                                + " comes out twice. Give one of the views a prefix."));
            }
        }
    }

    private ProjectBuilder with(
            List<Entity> entities, List<Source> sources, List<FeatureView> views, List<FeatureService> services) {
        return new ProjectBuilder(new Project(
                project.name(), project.folder(), project.settings(), entities, sources, views, services, Map.of()));
    }

    private static <T extends Definition> List<T> plus(List<T> list, T element) {
        List<T> longer = new ArrayList<>(list);
        longer.add(element);
        return longer;
    }
}
