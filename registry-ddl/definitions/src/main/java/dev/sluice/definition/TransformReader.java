package dev.sluice.definition;

import dev.sluice.feature.Transform;
import dev.sluice.problem.Origin;
import dev.sluice.project.SourceRoots;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Reads how a view is computed: the query beside it, or a class's name. */
final class TransformReader {
    private final Path folder;
    private final Mistakes mistakes;

    TransformReader(Path folder, Mistakes mistakes) {
        this.folder = folder;
        this.mistakes = mistakes;
    }

    Optional<Transform> read(Fields fields, Path viewFile) {
        if (fields.has("transform") == fields.has("class")) {
            mistakes.add(
                    fields.origin(), "A feature view has either 'transform', an .sql file, or 'class', a Java class.");
            return Optional.empty();
        }
        if (fields.has("class")) {
            return fields.text("class")
                    .flatMap(name -> Optional.ofNullable(
                            mistakes.collect(fields.origin("class"), () -> new Transform.JavaClass(name))));
        }
        return fields.text("transform").flatMap(name -> query(fields.origin("transform"), name, viewFile));
    }

    private Optional<Transform> query(Origin origin, String name, Path viewFile) {
        if (!name.endsWith(".sql") || SourceRoots.malformed(name).isPresent()) {
            mistakes.add(origin, "Invalid transform: '" + name + "'. Name an .sql file beside this one.");
            return Optional.empty();
        }
        Path file = viewFile.resolveSibling(name).normalize();
        if (!Files.isRegularFile(file)) {
            mistakes.add(origin, "Cannot find the transform " + name + " beside this file.");
            return Optional.empty();
        }
        if (!YamlDocument.isInside(folder, file)) {
            mistakes.add(origin, "Invalid transform: '" + name + "' lies outside the project.");
            return Optional.empty();
        }
        String shown = folder.relativize(file).toString().replace('\\', '/');
        return YamlDocument.text(folder, file, new Origin(shown, 1), mistakes)
                .flatMap(text -> Optional.ofNullable(
                        mistakes.collect(new Origin(shown, 1), () -> new Transform.Sql(shown, text))));
    }
}
