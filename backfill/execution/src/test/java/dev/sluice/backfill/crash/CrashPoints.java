package dev.sluice.backfill.crash;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The steps by which a process changes what outlives it, numbered from 1 in the order in which they happen. Armed, the process
 * dies with one of them: that step fails and so does every later one, so that nothing tidies up what a dead process would have
 * left.
 */
final class CrashPoints {
    private static final CrashPoints ONLY = new CrashPoints();

    private final List<String> steps = new ArrayList<>();
    private CrashPoint fatal = CrashPoint.NONE;
    private Runnable death = () -> {};
    private boolean isOn;
    private boolean isDead;

    private CrashPoints() {}

    /** Begins to number; dies at this point, if it is one, by throwing. */
    static void arm(CrashPoint fatal) {
        arm(fatal, () -> {});
    }

    /** The same; dies by what is given, which may end the process. */
    static void arm(CrashPoint fatal, Runnable death) {
        synchronized (ONLY) {
            ONLY.steps.clear();
            ONLY.fatal = fatal;
            ONLY.death = death;
            ONLY.isDead = false;
            ONLY.isOn = true;
        }
    }

    /** Ends the numbering; the machine is on again. */
    static List<String> disarm() {
        synchronized (ONLY) {
            ONLY.isOn = false;
            ONLY.isDead = false;
            return List.copyOf(ONLY.steps);
        }
    }

    /** A step that is done or not. */
    static <T> T step(String name, Action<T> action) throws java.io.IOException {
        CrashPoint.Harm harm = entering(name);
        if (harm == CrashPoint.Harm.TORN) {
            throw dying();
        }
        T result = action.run();
        if (harm == CrashPoint.Harm.DONE) {
            throw dying();
        }
        return result;
    }

    /** A step that writes bytes, of which a dying process may write a part. */
    static void writing(String name, byte[] bytes, Writing writing) throws java.io.IOException {
        CrashPoint.Harm harm = entering(name);
        writing.write(bytes, harm == CrashPoint.Harm.TORN ? bytes.length / 2 : bytes.length);
        if (harm != null) {
            throw dying();
        }
    }

    private static CrashPoint.@Nullable Harm entering(String name) {
        synchronized (ONLY) {
            if (!ONLY.isOn) {
                return null;
            }
            if (ONLY.isDead) {
                throw new Crashed("the machine is off");
            }
            ONLY.steps.add(name);
            return ONLY.fatal.step() == ONLY.steps.size() ? ONLY.fatal.harm() : null;
        }
    }

    private static Crashed dying() {
        synchronized (ONLY) {
            ONLY.isDead = true;
            ONLY.death.run();
            return new Crashed(
                    "switched off at step " + ONLY.steps.size() + ": " + ONLY.steps.get(ONLY.steps.size() - 1));
        }
    }

    /** What a step does. */
    interface Action<T> {
        T run() throws java.io.IOException;
    }

    /** Writes the first bytes. */
    interface Writing {
        void write(byte[] bytes, int count) throws java.io.IOException;
    }

    /** No error of ours: nothing catches it but what catches all. */
    static final class Crashed extends RuntimeException {
        private static final long serialVersionUID = 1;

        Crashed(String message) {
            super(message);
        }
    }
}
