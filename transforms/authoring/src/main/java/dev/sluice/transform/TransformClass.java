package dev.sluice.transform;

import dev.sluice.feature.Transform;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A transform written in Java, from the class path or from the jars in the project's folder {@code lib}. */
final class TransformClass {
    private TransformClass() {}

    static FeatureTransform load(Project project, Transform.JavaClass declared) {
        String name = declared.className();
        try {
            Class<?> type = Class.forName(name, true, classLoader(project));
            if (!FeatureTransform.class.isAssignableFrom(type)) {
                throw invalid(name, "it does not implement " + FeatureTransform.class.getName(), null);
            }
            return (FeatureTransform) type.getConstructor().newInstance();
        } catch (ClassNotFoundException e) {
            throw invalid(
                    name,
                    "there is no such class. Put its jar into "
                            + project.folder().resolve("lib"),
                    e);
        } catch (NoSuchMethodException e) {
            throw invalid(name, "it has no public constructor without parameters", e);
        } catch (ReflectiveOperationException | LinkageError e) {
            throw invalid(name, "it cannot be made: " + (e.getCause() == null ? e : e.getCause()), e);
        }
    }

    private static ClassLoader classLoader(Project project) {
        ClassLoader parent = TransformClass.class.getClassLoader();
        Path folder = project.folder().resolve("lib");
        if (!Files.isDirectory(folder)) {
            return parent;
        }
        List<URL> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.sorted().toList()) {
                addJar(jars, file);
            }
        } catch (IOException e) {
            throw invalid("lib", "the folder " + folder + " cannot be read", e);
        }
        return new URLClassLoader(jars.toArray(URL[]::new), parent);
    }

    private static void addJar(List<URL> jars, Path file) throws MalformedURLException {
        if (file.toString().endsWith(".jar")) {
            jars.add(file.toUri().toURL());
        }
    }

    private static SluiceException invalid(
            String name, String why, @org.jspecify.annotations.Nullable Throwable cause) {
        return new SluiceException(
                TransformError.INVALID_CLASS, "Cannot use the transform class " + name + ": " + why + ".", cause);
    }
}
