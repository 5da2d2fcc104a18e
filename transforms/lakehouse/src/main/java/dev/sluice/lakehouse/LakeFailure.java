package dev.sluice.lakehouse;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.sluice.problem.SluiceException;
import java.io.FileNotFoundException;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.util.ConcurrentModificationException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.ParentNotDirectoryException;
import org.apache.hadoop.fs.PathNotFoundException;
import org.apache.hadoop.security.AccessControlException;

/** One clear line for what Spark, Delta, Parquet and Hadoop throw, with what we were doing; their exception is the cause. */
public final class LakeFailure {
    private static final int LONGEST_DETAIL = 300;
    private static final Pattern DATA_FILE = Pattern.compile("\\S+\\.parquet");

    /** Causes that tell what happened, by the first that fits. */
    private static final List<Symptom> SYMPTOMS = List.of(
            new Symptom(
                    LakehouseError.STOPPED,
                    "it was stopped. Run it again",
                    List.of(InterruptedException.class, InterruptedIOException.class, ClosedByInterruptException.class),
                    List.of()),
            new Symptom(
                    LakehouseError.CONFLICT,
                    "another writer changed the table at the same moment. Run it again",
                    List.of(ConcurrentModificationException.class),
                    List.of()),
            new Symptom(
                    LakehouseError.NO_PERMISSION,
                    "no permission. Let this user read and write the lake, or name another lake in sluice.yaml",
                    List.of(AccessControlException.class, AccessDeniedException.class),
                    List.of("Permission denied")),
            new Symptom(
                    LakehouseError.NOT_A_FOLDER,
                    "a file stands where a folder is needed. Name another lake in sluice.yaml, or move the file away",
                    List.of(ParentNotDirectoryException.class, FileAlreadyExistsException.class),
                    List.of("Not a directory", "is not a directory", "exists and is not a directory")),
            new Symptom(
                    LakehouseError.DAMAGED_FILE,
                    "a Parquet file is damaged. Restore it; if it is staged, run the partition again",
                    List.of(org.apache.parquet.io.ParquetDecodingException.class),
                    List.of("is not a Parquet file", "Could not read footer", "can not read class org.apache.parquet")),
            new Symptom(
                    LakehouseError.DAMAGED_FILE,
                    "the table's log is damaged. Restore its _delta_log",
                    List.of(JsonProcessingException.class),
                    List.of()),
            new Symptom(
                    LakehouseError.STORAGE_FAILED,
                    "a file is missing. Run the partition again",
                    List.of(FileNotFoundException.class, PathNotFoundException.class),
                    List.of("Path does not exist")));

    private static final Symptom UNKNOWN = new Symptom(LakehouseError.STORAGE_FAILED, "", List.of(), List.of());

    private LakeFailure() {}

    /** Does it; what goes wrong is told as {@code what}, which begins with {@code Cannot}. */
    public static <T> T during(String what, Callable<T> action) {
        try {
            return action.call();
        } catch (Exception e) {
            throw explain(e, what);
        }
    }

    /** The failure as ours; one of ours, however deep it is wrapped, stays as it is. */
    public static SluiceException explain(Exception failure, String what) {
        return chain(failure)
                .filter(SluiceException.class::isInstance)
                .map(SluiceException.class::cast)
                .findFirst()
                .orElseGet(() -> told(failure, what));
    }

    private static SluiceException told(Exception failure, String what) {
        Symptom symptom = SYMPTOMS.stream()
                .filter(known -> chain(failure).anyMatch(known::shows))
                .findFirst()
                .orElse(UNKNOWN);
        if (symptom.code == LakehouseError.STOPPED) {
            Thread.currentThread().interrupt();
        }
        String mend = symptom.mend.isEmpty() ? "" : symptom.mend + ". It said: ";
        return new SluiceException(symptom.code, what + ": " + mend + detail(failure), failure);
    }

    /** A version that a table does not have. */
    public static SluiceException unknownVersion(String path, long version, OptionalLong newest) {
        String there = newest.isPresent() ? "Its newest is " + newest.getAsLong() + "." : "There is no table.";
        return new SluiceException(
                LakehouseError.UNKNOWN_VERSION, "Cannot read version " + version + " of " + path + ". " + there);
    }

    /** A folder that holds a table of another kind than the view asks for. */
    public static SluiceException otherTable(String path, String found, String wanted) {
        return new SluiceException(
                LakehouseError.OTHER_TABLE,
                "Cannot use " + path + " as a table of " + wanted + ": it is one of " + found
                        + ". Give the view a new version, or go back to what it was.");
    }

    /** Whether another writer was the reason, so that trying again from a fresh state may help. */
    static boolean isConflict(Exception failure) {
        return failure instanceof SluiceException ours
                ? ours.code() == LakehouseError.CONFLICT
                : chain(failure).anyMatch(ConcurrentModificationException.class::isInstance);
    }

    private static Stream<Throwable> chain(Throwable failure) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(30);
    }

    /** The first line of what the innermost cause says, with the data file that it is about where only others name it. */
    private static String detail(Throwable failure) {
        String said = said(failure);
        return dataFile(failure)
                .filter(file -> !said.contains(file))
                .map(file -> said + " (" + file + ").")
                .orElse(said.endsWith(".") ? said : said + ".");
    }

    private static String said(Throwable failure) {
        Throwable root = chain(failure).reduce((outer, inner) -> inner).orElse(failure);
        String message = String.valueOf(root.getMessage()).strip();
        String line = root.getMessage() == null || message.isEmpty()
                ? root.getClass().getSimpleName()
                : message.lines().findFirst().orElse("").strip();
        return line.length() > LONGEST_DETAIL ? line.substring(0, LONGEST_DETAIL) + "..." : line;
    }

    private static Optional<String> dataFile(Throwable failure) {
        return chain(failure)
                .map(cause -> DATA_FILE.matcher(String.valueOf(cause.getMessage())))
                .filter(Matcher::find)
                .map(Matcher::group)
                .findFirst();
    }

    /** How a kind of failure is recognised, and what is to be done about it. */
    private record Symptom(
            LakehouseError code, String mend, List<Class<? extends Throwable>> classes, List<String> words) {
        boolean shows(Throwable cause) {
            String message = String.valueOf(cause.getMessage());
            return classes.stream().anyMatch(type -> type.isInstance(cause))
                    || words.stream().anyMatch(message::contains);
        }
    }
}
