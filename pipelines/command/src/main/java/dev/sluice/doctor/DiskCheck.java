package dev.sluice.doctor;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Whether there is room where commands write on this machine. */
public final class DiskCheck implements Check {
    private static final long LEAST = 500_000_000L;
    private static final long ENOUGH = 5_000_000_000L;

    private final Map<String, Path> folders;

    /** @param folders by what they are for; of one that is not there yet, the folder above it is looked at */
    public DiskCheck(Map<String, Path> folders) {
        this.folders = new TreeMap<>(folders);
    }

    @Override
    public String subject() {
        return "disk";
    }

    @Override
    public List<Finding> findings() throws IOException {
        List<Finding> findings = new ArrayList<>();
        for (Map.Entry<String, Path> folder : folders.entrySet()) {
            findings.add(finding(folder.getKey(), existing(folder.getValue())));
        }
        return findings;
    }

    private static Path existing(Path folder) {
        Path found = folder.toAbsolutePath().normalize();
        while (!Files.exists(found) && found.getParent() != null) {
            found = found.getParent();
        }
        return found;
    }

    private static Finding finding(String what, Path folder) throws IOException {
        FileStore store = Files.getFileStore(folder);
        String subject = "disk of " + what;
        String message = MemoryCheck.gigabytes(store.getUsableSpace()) + " are free in " + folder + ".";
        if (!Files.isWritable(folder) || store.isReadOnly()) {
            return Finding.broken(subject, folder + " is not writable.", "Give this user the right to write there.");
        }
        if (store.getUsableSpace() < LEAST) {
            return Finding.broken(subject, message, "Make room: a run that finds none fails.");
        }
        return store.getUsableSpace() < ENOUGH
                ? Finding.warning(subject, message, "Make room soon.")
                : Finding.ok(subject, message);
    }
}
