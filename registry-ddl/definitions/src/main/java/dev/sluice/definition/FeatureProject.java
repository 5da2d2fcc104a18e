package dev.sluice.definition;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.Origin;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.project.SourceRoots;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Reads the folder of a feature project. */
public final class FeatureProject {
    private static final String SETTINGS = "sluice.yaml";
    private static final int DEEPEST_FOLDER = 10;

    private final Path folder;
    private final Mistakes mistakes = new Mistakes();

    private FeatureProject(Path folder) {
        this.folder = folder;
    }

    /**
     * The project that the folder declares.
     *
     * @throws InvalidProjectException with all of its mistakes
     * @throws SluiceException {@link DefinitionError#NO_PROJECT} when the folder holds no sluice.yaml
     */
    public static Project read(Path folder) {
        Path absolute = folder.toAbsolutePath().normalize();
        if (!Files.isDirectory(absolute)) {
            throw noProject(folder, "there is no such folder. Give the folder of sluice.yaml with --project");
        }
        if (!Files.isRegularFile(absolute.resolve(SETTINGS))) {
            throw noProject(
                    folder,
                    "it holds no sluice.yaml. Make a project with `sluice init DIR`, or give its folder with --project");
        }
        SourceRoots.pattern(absolute.toString()).ifPresent(why -> {
            throw noProject(folder, why + ". Rename the folder");
        });
        return new FeatureProject(absolute).read();
    }

    private static SluiceException noProject(Path folder, String why) {
        return new SluiceException(DefinitionError.NO_PROJECT, "Cannot read a project in " + folder + ": " + why + ".");
    }

    private Project read() {
        SettingsReader settings = new SettingsReader();
        YamlDocument.read(folder, folder.resolve(SETTINGS), mistakes).ifPresent(settings::read);
        Declared declared = new Declared();
        for (Value value : list("entities")) {
            declared.attempt("entity", value);
            EntityReader.read(value).ifPresent(entity -> declared.add(entity, value.origin(), mistakes));
        }
        SourceRoots roots = SourceRoots.of(folder, settings.settings());
        for (Value value : list("sources")) {
            declared.attempt("source", value);
            SourceDefinitionReader.read(value, roots)
                    .ifPresent(source -> declared.add(source, value.origin(), mistakes));
        }
        LakeLayout lake = LakeLayout.of(folder, settings.settings().lake());
        readViews(declared, lake);
        ViewCycles.check(folder, lake, declared, mistakes);
        List<FeatureService> services = readServices(declared);
        mistakes.throwIfAny(
                folder.getFileName() == null
                        ? folder.toString()
                        : folder.getFileName().toString());
        return new Project(
                settings.name(),
                folder,
                settings.settings(),
                declared.entities(),
                declared.sources(),
                declared.views(),
                services,
                Map.of());
    }

    private void readViews(Declared declared, LakeLayout lake) {
        ViewReader reader = new ViewReader(folder, declared, mistakes);
        for (Path file : files("views")) {
            YamlDocument.read(folder, file, mistakes).ifPresent(value -> {
                declared.attempt("feature_view", value);
                reader.read(value, file).ifPresent(view -> {
                    declared.add(view, value.origin(), mistakes);
                    requireLock(view, value.origin(), lake);
                });
            });
        }
    }

    private void requireLock(FeatureView view, Origin origin, LakeLayout lake) {
        if (view.placement().table().isHudi() && !LakeLayout.hasHudiLock(lake.root())) {
            mistakes.add(
                    origin,
                    "Hudi has a lock only in a folder and on hdfs://, and the lake is " + lake.root()
                            + ". Leave 'table' out, which makes the view's table one of Delta, or move the lake.");
        }
    }

    private List<FeatureService> readServices(Declared declared) {
        List<FeatureService> services = new ArrayList<>();
        ServiceReader reader = new ServiceReader(declared);
        for (Value value : list("services")) {
            reader.read(value).ifPresent(service -> {
                declared.add(service, value.origin(), mistakes);
                services.add(service);
            });
        }
        return services;
    }

    /** The elements of NAME.yaml and of every file in the folder NAME. */
    private List<Value> list(String name) {
        List<Path> files = new ArrayList<>();
        Path single = folder.resolve(name + ".yaml");
        if (Files.exists(single, LinkOption.NOFOLLOW_LINKS)) {
            files.add(single);
        }
        files.addAll(files(name));
        List<Value> values = new ArrayList<>();
        files.forEach(file ->
                YamlDocument.read(folder, file, mistakes).flatMap(Value::list).ifPresent(values::addAll));
        return values;
    }

    /** The YAML files of a folder and its folders, sorted. */
    private List<Path> files(String name) {
        Path inside = folder.resolve(name);
        if (!Files.isDirectory(inside)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(inside, DEEPEST_FOLDER)) {
            return files.filter(file ->
                            file.toString().endsWith(".yaml") || file.toString().endsWith(".yml"))
                    .filter(file -> !Files.isDirectory(file))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            mistakes.add(new Origin(name, 1), "Cannot list the folder: " + e.getMessage() + ".");
            return List.of();
        }
    }
}
