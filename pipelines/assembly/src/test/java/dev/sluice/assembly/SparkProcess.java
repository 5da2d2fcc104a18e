package dev.sluice.assembly;

import dev.sluice.testing.ChildJvm;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A program of a Spark distribution at work. */
record SparkProcess(ChildJvm jvm) implements AutoCloseable {
    SparkProcess(Process process, Path output) {
        this(new ChildJvm(process, output));
    }

    /** Waits until it has written something, and gives the first group of the match. */
    String awaiting(Pattern pattern) {
        jvm.awaiting(() -> pattern.matcher(jvm.written()).find());
        Matcher found = pattern.matcher(jvm.written());
        if (!found.find()) {
            throw new AssertionError("It is gone again: " + pattern);
        }
        return found.group(1);
    }

    @Override
    public void close() {
        jvm.close();
    }
}
