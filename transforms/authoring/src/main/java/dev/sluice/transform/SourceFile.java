package dev.sluice.transform;

import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.catalyst.expressions.Expression;
import org.apache.spark.sql.execution.datasources.FileIndex;
import org.apache.spark.sql.execution.datasources.HadoopFsRelation;
import org.apache.spark.sql.execution.datasources.LogicalRelation;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * One file of a source as it was at a moment.
 *
 * @param size in bytes
 * @param changed when it was written, in microseconds since the epoch
 */
public record SourceFile(String path, long size, long changed) {
    private static final long MICROS_PER_MILLI = 1_000;

    /** From what Spark lists. */
    static SourceFile listed(Path path, long size, long changedMillis) {
        return new SourceFile(path.toUri().getPath(), size, changedMillis * MICROS_PER_MILLI);
    }

    /** The files that Spark lists for a source, each with its whole path. */
    static Map<SourceFile, String> listed(Dataset<Row> rows) {
        LogicalRelation relation = (LogicalRelation)
                rows.queryExecution().analyzed().collectLeaves().head();
        FileIndex location = ((HadoopFsRelation) relation.relation()).location();
        Seq<Expression> none =
                JavaConverters.asScalaBuffer(List.<Expression>of()).toList();
        Map<SourceFile, String> files = new HashMap<>();
        JavaConverters.seqAsJavaList(location.listFiles(none, none)).stream()
                .flatMap(folder -> JavaConverters.seqAsJavaList(folder.files()).stream())
                .forEach(file -> files.put(
                        listed(file.getPath(), file.getLen(), file.getModificationTime()),
                        file.getPath().toString()));
        return files;
    }

    /** The path as it stands in a URI. */
    public String rawPath() {
        return new Path(path).toUri().getRawPath();
    }

    /** From what Spark tells of a row, where the path is a URI. */
    public static SourceFile told(String uri, long size, long changed) {
        return new SourceFile(URI.create(uri).getPath(), size, changed);
    }
}
