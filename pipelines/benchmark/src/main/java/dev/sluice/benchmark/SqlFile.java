package dev.sluice.benchmark;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The queries beside this class. */
final class SqlFile {
    private SqlFile() {}

    static String text(String name) {
        try (InputStream file = Objects.requireNonNull(SqlFile.class.getResourceAsStream(name), name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The query for one view: {@code view_n} becomes {@code view_3}, {@code {features}} its columns, each after a comma. */
    static String forView(String name, int view) {
        return text(name)
                .replaceAll("_n\\b", "_" + view)
                .replace("{features}", features(feature -> feature(view, feature)))
                .replace("{renamed}", features(feature -> "f" + feature + " AS " + feature(view, feature)));
    }

    /** A feature's column in the answer. */
    static String feature(int view, int feature) {
        return "v" + view + "_f" + feature;
    }

    private static String features(IntFunction<String> column) {
        return IntStream.range(0, Workload.FEATURES)
                .mapToObj(column)
                .map(name -> ", " + name)
                .collect(Collectors.joining());
    }
}
