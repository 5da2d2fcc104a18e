package dev.sluice.lineage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The events in files, one on each line. Each process writes files of its own and begins another when one is full; of the
 * oldest no more are kept than fit into a bound. What was read back has {@code .read} in its name.
 *
 * <p>Threads may share it.
 */
final class EventFiles {
    static final long FILE_BYTES = 8L << 20;

    /** How many full files the folder has room for. */
    static final int FILES = 8;

    private static final Pattern NAME =
            Pattern.compile("events-(\\d{8}T\\d{6}\\.\\d{6})-(\\d+)-(\\d+)(\\.read)?\\.jsonl");
    private static final DateTimeFormatter BEGUN =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSSSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final String name;
    private final long fileBytes;
    private final List<Path> files = new ArrayList<>();

    EventFiles(Path folder, Instant begun, long pid) {
        this(folder, begun, pid, FILE_BYTES);
    }

    EventFiles(Path folder, Instant begun, long pid, long fileBytes) {
        this.folder = folder;
        this.name = "events-" + BEGUN.format(begun) + "-" + pid + "-";
        this.fileBytes = fileBytes;
    }

    synchronized void append(String line) throws IOException {
        Files.writeString(current(), line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private Path current() throws IOException {
        Path last = files.isEmpty() ? null : files.get(files.size() - 1);
        if (last != null && (!Files.exists(last) || Files.size(last) < fileBytes)) {
            return last;
        }
        Files.createDirectories(folder);
        Path next = folder.resolve(name + "%06d".formatted(files.size() + 1) + ".jsonl");
        files.add(next);
        prune();
        return next;
    }

    /** Removes the oldest until the rest leaves room for a file. */
    private void prune() throws IOException {
        long room = (FILES - 1) * fileBytes;
        List<Path> newestFirst = all(folder).stream()
                .sorted(Comparator.comparing((Path file) -> file.getFileName().toString())
                        .reversed())
                .toList();
        for (Path file : newestFirst) {
            room -= Files.size(file);
            if (room < 0) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static List<Path> all(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> name(file).matches()).toList();
        }
    }

    private static Matcher name(Path file) {
        return NAME.matcher(file.getFileName().toString());
    }

    /** What this process has written and what others have left that ended before they read it back, the oldest first. */
    synchronized List<Path> unread() throws IOException {
        List<Path> unread = new ArrayList<>();
        for (Path file : all(folder)) {
            Matcher parts = name(file);
            if (parts.matches() && parts.group(4) == null && (files.contains(file) || isLeft(parts.group(2)))) {
                unread.add(file);
            }
        }
        return unread.stream().sorted().toList();
    }

    private static boolean isLeft(String pid) {
        Optional<ProcessHandle> process = ProcessHandle.of(Long.parseLong(pid));
        return process.isEmpty();
    }

    /** Keeps a file as one that was read back. */
    synchronized void markRead(Path file) throws IOException {
        String read = file.getFileName().toString().replace(".jsonl", ".read.jsonl");
        Files.move(file, file.resolveSibling(read));
    }
}
