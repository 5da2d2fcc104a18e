package dev.sluice.command;

import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A plan in a file, which people review and hand on. */
final class PlanFile {
    private static final long MOST_BYTES = 16_000_000;

    private PlanFile() {}

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot write the plan to " + file + ": " + e.getClass().getSimpleName() + ". Name another file.",
                    e);
        }
    }

    /** @param remedy how to write such a file */
    static String read(Path file, String remedy) {
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw invalid(file.toString(), "it has more than " + MOST_BYTES + " bytes", remedy);
            }
            return Files.readString(file);
        } catch (IOException e) {
            throw new SluiceException(
                    CommandError.WRONG_ARGUMENT,
                    "Cannot read the plan " + file + ": " + e.getClass().getSimpleName() + ". " + remedy,
                    e);
        }
    }

    static SluiceException invalid(String where, String why, String remedy) {
        return new SluiceException(CommandError.WRONG_ARGUMENT, "Invalid plan " + where + ": " + why + ". " + remedy);
    }
}
