package dev.sluice.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * A process, so that others can tell whether it still lives.
 *
 * @param host the machine's name, for people
 * @param machine {@link Machine#id()}
 * @param startedAt when it started, as its operating system says; the epoch where that does not tell
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

    /** Read once, when first asked for: some systems take seconds to tell their name. */
    private static final class Current {
        static final ProcessIdentity IDENTITY = read();

        private static ProcessIdentity read() {
            ProcessHandle self = ProcessHandle.current();
            Instant started = self.info().startInstant().orElse(Instant.EPOCH);
            return new ProcessIdentity(Machine.name(), Machine.id(), self.pid(), started);
        }
    }
}
