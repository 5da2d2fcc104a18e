package dev.sluice.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.materializer.DeadLetter;
import dev.sluice.materializer.DeadLetters;
import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The dead letters of one view, each a line of JSON: {@code key}, {@code reason}, {@code record}. The file is there while
 * there are letters; that of a view with {@code pii} can be read by its owner only.
 */
final class DeadLetterFile implements DeadLetters {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;
    private final ViewId view;
    private final boolean ownersOnly;
    private @Nullable Map<String, DeadLetter> letters;

    private DeadLetterFile(Path file, ViewId view, boolean ownersOnly) {
        this.file = file;
        this.view = view;
        this.ownersOnly = ownersOnly;
    }

    static DeadLetterFile of(Path project, FeatureView view) {
        Path file = project.resolve(".sluice").resolve("dead-letters").resolve(view.id() + ".jsonl");
        return new DeadLetterFile(file, view.id(), !view.piiColumns().isEmpty());
    }

    Path file() {
        return file;
    }

    @Override
    public synchronized List<DeadLetter> of(ViewId asked) {
        return asked.equals(view) ? List.copyOf(letters().values()) : List.of();
    }

    @Override
    public synchronized void add(Collection<DeadLetter> added) {
        added.forEach(letter -> letters().put(letter.key(), letter));
        write();
    }

    @Override
    public synchronized void remove(ViewId asked, Collection<String> keys) {
        if (letters().keySet().removeAll(keys)) {
            write();
        }
    }

    private Map<String, DeadLetter> letters() {
        Map<String, DeadLetter> known = letters;
        if (known == null) {
            known = read();
            letters = known;
        }
        return known;
    }

    private Map<String, DeadLetter> read() {
        Map<String, DeadLetter> read = new LinkedHashMap<>();
        try {
            for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
                DeadLetter letter = letter(line);
                read.put(letter.key(), letter);
            }
            return read;
        } catch (IOException e) {
            throw failed("read", e);
        }
    }

    private DeadLetter letter(String line) throws JsonProcessingException {
        Map<String, Object> json = MAPPER.readValue(line, new TypeReference<Map<String, Object>>() {});
        return new DeadLetter(
                view,
                String.valueOf(json.get("key")),
                String.valueOf(json.get("reason")),
                MAPPER.convertValue(json.get("record"), new TypeReference<Map<String, @Nullable Object>>() {}));
    }

    /** In one step, so that a killed process leaves the old file or the new one. */
    private void write() {
        try {
            if (letters().isEmpty()) {
                Files.deleteIfExists(file);
                return;
            }
            Path written = file.resolveSibling(file.getFileName() + ".new");
            Files.createDirectories(written.toAbsolutePath().getParent());
            Files.deleteIfExists(written);
            Files.createFile(written);
            protect(written);
            String text = letters().values().stream().map(DeadLetterFile::line).collect(Collectors.joining());
            Files.writeString(written, text, StandardCharsets.UTF_8);
            Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw failed("write", e);
        }
    }

    private void protect(Path written) throws IOException {
        PosixFileAttributeView attributes = Files.getFileAttributeView(written, PosixFileAttributeView.class);
        if (ownersOnly && attributes != null) {
            attributes.setPermissions(PosixFilePermissions.fromString("rw-------"));
        }
    }

    private static String line(DeadLetter letter) {
        Map<String, @Nullable Object> record = new LinkedHashMap<>();
        letter.record().forEach((name, value) -> record.put(name, value == null ? null : JsonValue.of(value)));
        return JsonDocument.line(JsonDocument.of("key", letter.key())
                        .with("reason", letter.reason())
                        .with("record", record))
                + "\n";
    }

    private SluiceException failed(String what, IOException cause) {
        return new SluiceException(
                CommandError.DEAD_LETTERS_FAILED,
                "Cannot " + what + " the dead letters of " + view + " in " + file + ": " + cause
                        + ". Mend the file or delete it; `sluice materialize --retry-dead-letters` finds rows that cannot go"
                        + " online only while it names their keys.",
                cause);
    }
}
