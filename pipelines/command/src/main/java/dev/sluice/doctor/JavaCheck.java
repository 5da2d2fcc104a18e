package dev.sluice.doctor;

import java.util.List;

/** The Java of this process, which the launcher also gives to Spark. */
public final class JavaCheck implements Check {
    private static final int SUPPORTED = 17;

    private final Runtime.Version version;

    public JavaCheck(Runtime.Version version) {
        this.version = version;
    }

    @Override
    public String subject() {
        return "java";
    }

    @Override
    public List<Finding> findings() {
        String here = "Java " + version + " in " + System.getProperty("java.home") + ".";
        return List.of(
                version.feature() == SUPPORTED
                        ? Finding.ok(subject(), here)
                        : Finding.broken(
                                subject(),
                                here,
                                "Spark 3.5 and Sluice run on Java 17: install a JDK 17 and set JAVA_HOME to it."));
    }
}
