package dev.sluice.transform;

import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.input.ObservedFile;
import dev.sluice.input.SourceChange;
import dev.sluice.input.SourcePart;
import dev.sluice.project.Project;
import dev.sluice.project.SourceRoots;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.apache.spark.sql.SparkSession;

/**
 * Looks at sources from outside: their files with the times of their events, or the log of a Delta table. Rows are read only
 * of files that say nothing of their times themselves. Threads may share it.
 */
public final class SourceInspection {
    private final SparkSession spark;
    private final SourceRoots roots;

    private SourceInspection(SparkSession spark, SourceRoots roots) {
        this.spark = spark;
        this.roots = roots;
    }

    public static SourceInspection of(SparkSession spark, Project project) {
        return new SourceInspection(TransformSession.of(spark), SourceRoots.of(project.folder(), project.settings()));
    }

    /** Whether the source is made of files that come, go and change. A Delta table has versions, a database nothing. */
    public static boolean hasFiles(Source source) {
        return source.format() != SourceFormat.DELTA && source.format() != SourceFormat.JDBC;
    }

    public static boolean hasVersions(Source source) {
        return source.format() == SourceFormat.DELTA;
    }

    /**
     * The files that a source has now.
     *
     * @param known files that need not be looked into when they are unchanged
     */
    public List<ObservedFile> files(Source source, Collection<ObservedFile> known) {
        SourceReader reader = new SourceReader(spark, roots);
        try {
            Map<String, ObservedFile> byPath = new HashMap<>();
            known.forEach(file -> byPath.put(file.path(), file));
            List<ObservedFile> files = new ArrayList<>();
            Map<SourceFile, String> news = new HashMap<>();
            SourceFile.listed(reader.files(source)).forEach((file, path) -> {
                ObservedFile same = byPath.get(relative(file.path()));
                if (same != null && same.size() == file.size() && same.changed() == file.changed()) {
                    files.add(same);
                } else {
                    news.put(file, path);
                }
            });
            new EventTimes(spark, reader, source)
                    .of(news)
                    .forEach((file, times) -> files.add(times.of(file, relative(file.path()))));
            return files;
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw SparkFailure.explain(e, "Cannot look at the files of source " + source.name());
        }
    }

    /** A project that is moved with its data keeps the paths of its files. */
    private String relative(String path) {
        Path file = Path.of(path);
        return file.startsWith(roots.folder()) ? roots.folder().relativize(file).toString() : path;
    }

    /** The version of a Delta table. */
    public long version(Source source) {
        return attempt(source, SourceTable::version);
    }

    /** What has changed in a Delta table after a version. */
    public List<SourceChange> changesAfter(Source source, long version) {
        return attempt(source, table -> table.changesAfter(version));
    }

    /** The files of a Delta table. */
    public List<SourcePart> parts(Source source) {
        return attempt(source, SourceTable::parts);
    }

    private <T> T attempt(Source source, Function<SourceTable, T> question) {
        String location = new SourceReader(spark, roots).location(source);
        new SourceFolder(source, location, roots).requireInside();
        try {
            return question.apply(new SourceTable(spark, location, source.eventTime()));
        } catch (Exception e) { // Spark's checked ones too, which Scala does not declare
            throw SparkFailure.explain(e, "Cannot look at the Delta table of source " + source.name());
        }
    }
}
