package dev.sluice.transform;

import dev.sluice.problem.SluiceException;
import java.util.Locale;
import org.apache.spark.sql.AnalysisException;

/** What Spark throws, in one line that a person can act on. */
public final class SparkFailure {
    private static final int MOST_CHARACTERS = 400;

    private SparkFailure() {}

    /**
     * The failure as a problem. One of ours, however deep it is wrapped, is returned as it is.
     *
     * @param doing what failed: {@code "Cannot run airport_delays@1 2001-03-05"}
     */
    public static SluiceException explain(Throwable failure, String doing) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SluiceException ours) {
                return ours;
            }
        }
        Throwable root = root(failure);
        return new SluiceException(code(failure, root), doing + ": " + line(root) + hint(root), failure);
    }

    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
        }
        return root;
    }

    private static TransformError code(Throwable failure, Throwable root) {
        if (failure instanceof AnalysisException || root instanceof AnalysisException) {
            return TransformError.INVALID_QUERY;
        }
        return isDamage(root) || root instanceof ArithmeticException || root instanceof NumberFormatException
                ? TransformError.UNREADABLE_DATA
                : TransformError.SPARK_FAILED;
    }

    /** The first line of what the failure says, without Spark's plans, codes of its own and advice on its settings. */
    static String line(Throwable failure) {
        String message = failure.getMessage();
        String text = message == null ? failure.getClass().getSimpleName() : innermost(message.strip());
        String first = text.split("\\R", 2)[0]
                .replaceFirst("^\\[([A-Z_.]+)\\]\\s*", "")
                .replaceFirst("[;(\\s]*line \\d+,? pos \\d+\\)?;?$", "")
                .strip();
        String line = first.isEmpty() ? failure.getClass().getSimpleName() : first;
        String cut = line.length() > MOST_CHARACTERS ? line.substring(0, MOST_CHARACTERS) + "..." : line;
        return cut.endsWith(".") ? cut : cut + ".";
    }

    /** A failed job carries its task's stack trace as text: of that, what the last cause says. */
    private static String innermost(String message) {
        int cause = message.lastIndexOf("\nCaused by: ");
        if (!message.startsWith("Job aborted") || cause < 0) {
            return message;
        }
        return message.substring(cause + "\nCaused by: ".length()).replaceFirst("^[\\w.$]+(Exception|Error): ", "");
    }

    private static boolean isDamage(Throwable root) {
        String text = (root.getClass().getName() + " " + line(root)).toLowerCase(Locale.ROOT);
        return text.contains("is not a parquet file")
                || text.contains("parquetdecodingexception")
                || text.contains("could not read footer")
                || text.contains("corrupt")
                || text.contains("malformed");
    }

    private static String hint(Throwable root) {
        if (isDamage(root)) {
            return (line(root).contains("file:") ? " The file is damaged" : " A file that it reads is damaged")
                    + ": replace it or take it out of the source's folder.";
        }
        return root instanceof OutOfMemoryError ? " Give it more memory: SLUICE_MEMORY=8g." : "";
    }
}
