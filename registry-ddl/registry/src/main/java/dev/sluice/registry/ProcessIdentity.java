package dev.sluice.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A process, so that others can tell whether it still lives.
 *
 * @param host the machine's name, for people
 * @param machine the same for two processes only when each can see the other's pid: boot and container are part of it
 * @param startedAt when it started, as its operating system says
 */
record ProcessIdentity(String host, String machine, long pid, Instant startedAt) {
    /** Start times of one process as others read them differ when the system's clock was set in between. */
    private static final Duration START_TOLERANCE = Duration.ofMinutes(1);

    ProcessIdentity {
        startedAt = startedAt.truncatedTo(ChronoUnit.MICROS);
    }

    static ProcessIdentity current() {
        return Current.IDENTITY;
    }

    private static ProcessIdentity read() {
        String host = hostName();
        ProcessHandle self = ProcessHandle.current();
        return new ProcessIdentity(
                host,
                String.join(" ", host, bootId(), processNamespace()),
                self.pid(),
                self.info().startInstant().orElse(Instant.EPOCH));
    }

    /** Whether the observer can tell that this process has ended. False on another machine: there only silence tells. */
    boolean isKnownDead(ProcessIdentity observer) {
        return machine.equals(observer.machine)
                && ProcessHandle.of(pid)
                        .filter(ProcessHandle::isAlive)
                        .filter(this::mayBe)
                        .isEmpty();
    }

    private boolean mayBe(ProcessHandle process) {
        Optional<Instant> started = process.info().startInstant();
        return started.isEmpty()
                || startedAt.equals(Instant.EPOCH)
                || Duration.between(startedAt, started.get()).abs().compareTo(START_TOLERANCE) <= 0;
    }

    @Override
    public String toString() {
        return "process " + pid + " on host " + host;
    }

    private static String hostName() {
        return firstLine(Path.of("/proc/sys/kernel/hostname")).orElseGet(() -> {
            try {
                return InetAddress.getLocalHost().getHostName();
            } catch (UnknownHostException e) {
                return "localhost";
            }
        });
    }

    private static String bootId() {
        return firstLine(Path.of("/proc/sys/kernel/random/boot_id")).orElse("-");
    }

    private static String processNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "-";
        }
    }

    private static Optional<String> firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Read once, when first asked for: some systems take seconds to tell their name. */
    private static final class Current {
        static final ProcessIdentity IDENTITY = read();
    }
}
