package dev.sluice.online.dynamodb;

import dev.sluice.layout.OnlineTable;
import dev.sluice.online.OnlineItem;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Items as files for DynamoDB's import from S3: {@code DYNAMODB_JSON}, an item in each line, compressed as {@code GZIP}. For
 * one thread.
 *
 * <p>The format is that of "DynamoDB JSON" in the Amazon DynamoDB Developer Guide, "Amazon S3 import formats for DynamoDB".
 */
public final class ImportFolder implements AutoCloseable {
    /** What the guide advises for items below 1 KB. */
    private static final long ITEMS_PER_FILE = 4_000_000;

    private final Path folder;
    private final long itemsPerFile;
    private @Nullable Writer writer;
    private long items;
    private long bytes;
    private int files;
    private int tooLarge;

    private ImportFolder(Path folder, long itemsPerFile) {
        this.folder = folder;
        this.itemsPerFile = itemsPerFile;
    }

    /** Begins in a folder that is empty or not there. */
    public static ImportFolder create(Path folder) {
        return create(folder, ITEMS_PER_FILE);
    }

    static ImportFolder create(Path folder, long itemsPerFile) {
        try {
            Files.createDirectories(folder);
            try (Stream<Path> present = Files.list(folder)) {
                if (present.findAny().isPresent()) {
                    throw DynamoError.INVALID_FOLDER.problem(
                            "Cannot export to " + folder + ": it is not empty. Name a folder that is.");
                }
            }
            return new ImportFolder(folder, itemsPerFile);
        } catch (IOException e) {
            throw DynamoError.INVALID_FOLDER.problem(
                    "Cannot export to " + folder + ": " + e + ". Name a folder that can be written.", e);
        }
    }

    /** Writes an item; one that DynamoDB would not take is left out, for an import charges it and drops it. */
    public void write(OnlineItem item) {
        if (DynamoItems.bytes(item) > DynamoItems.MOST_BYTES) {
            tooLarge++;
            return;
        }
        String line = json(item);
        try {
            opened().write(line);
        } catch (IOException e) {
            throw failed(e);
        }
        items++;
        bytes += line.getBytes(StandardCharsets.UTF_8).length;
    }

    /** Before compression, which is what an import is charged by. */
    public long bytes() {
        return bytes;
    }

    /** How many items were left out. */
    public int tooLarge() {
        return tooLarge;
    }

    public int files() {
        return files;
    }

    private Writer opened() throws IOException {
        Writer current = writer;
        if (current != null && items % itemsPerFile == 0) {
            current.close();
            current = null;
        }
        if (current == null) {
            Path file = folder.resolve("items-%05d.json.gz".formatted(files++));
            current = new BufferedWriter(
                    new OutputStreamWriter(new GZIPOutputStream(Files.newOutputStream(file)), StandardCharsets.UTF_8));
            writer = current;
        }
        return current;
    }

    static String json(OnlineItem item) {
        Long expiresAt = item.expiresAt();
        return "{\"Item\":{" + text(OnlineTable.ENTITY_KEY, "S", item.key().entityKey())
                + ","
                + text(OnlineTable.VIEW, "S", DynamoItems.sortKey(item.key().view()))
                + "," + text(OnlineTable.VALUE, "B", Base64.getEncoder().encodeToString(item.value()))
                + "," + text(OnlineTable.EVENT_TIME, "N", Long.toString(item.eventMicros()))
                + "," + text(OnlineTable.CREATED_TIME, "N", Long.toString(item.createdMicros()))
                + (expiresAt == null ? "" : "," + text(OnlineTable.EXPIRES_AT, "N", expiresAt.toString()))
                + "}}\n";
    }

    private static String text(String name, String type, String value) {
        return "\"" + name + "\":{\"" + type + "\":\"" + escaped(value) + "\"}";
    }

    /** Keys have no control characters: their text writes them with a percent sign. */
    private static String escaped(String value) {
        return value.replace("\\", "\\\\").replace("\"", "\\\"");
    }

    @Override
    public void close() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                throw failed(e);
            }
        }
    }

    private RuntimeException failed(IOException cause) {
        return DynamoError.INVALID_FOLDER.problem(
                "Cannot write to " + folder + ": " + cause + ". Is the disk full? Delete the folder and export again.",
                cause);
    }
}
