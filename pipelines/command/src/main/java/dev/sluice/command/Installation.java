package dev.sluice.command;

import dev.sluice.problem.SluiceException;
import java.nio.file.Path;

/** Where this Sluice is installed; the launcher says so in system properties. */
final class Installation {
    private Installation() {}

    /** Whether the launcher has started this process. */
    static boolean isHere() {
        return System.getProperty("sluice.home") != null;
    }

    /** The folder of the installation: it holds the launcher and the example. */
    static Path home() {
        return property("sluice.home");
    }

    /** What starts further commands: the installation's launcher, unless the property {@code sluice.launcher} names another. */
    static Path launcher() {
        String other = System.getProperty("sluice.launcher");
        return other == null ? home().resolve("sluice") : Path.of(other);
    }

    /** The folder with the jars of DynamoDB Local. */
    static Path dynamoJars() {
        return property("sluice.dynamodb-local");
    }

    private static Path property(String name) {
        String value = System.getProperty(name);
        if (value == null) {
            throw new SluiceException(
                    CommandError.NOT_INSTALLED,
                    "Cannot find this installation: the system property " + name
                            + " is not set. Start Sluice with the launcher `sluice`.");
        }
        return Path.of(value);
    }
}
