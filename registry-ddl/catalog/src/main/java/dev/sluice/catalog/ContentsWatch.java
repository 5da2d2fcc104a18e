package dev.sluice.catalog;

import dev.sluice.catalog.page.Contents;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import java.time.Clock;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what the pages show up to date, on a thread of its own. When a look fails, the pages go on showing what was there
 * before, and say so.
 */
final class ContentsWatch implements AutoCloseable {
    /** A look may take a tenth of the time. */
    private static final long PAUSE_PER_LOOK = 10;

    private final Supplier<Project> projects;
    private final Registry registry;
    private final long pauseNanos;
    private final CatalogListener listener;
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread = new Thread(this::watch, "sluice-catalog-watch");
    private volatile Seen seen;

    /**
     * What is shown.
     *
     * @param problem why it may be outdated; null when it is not
     */
    record Seen(Contents contents, @Nullable String problem) {}

    private ContentsWatch(
            Supplier<Project> projects, Registry registry, CatalogOptions options, CatalogListener listener) {
        this.projects = projects;
        this.registry = registry;
        this.pauseNanos = options.refresh().micros() * 1_000;
        this.listener = listener;
        this.seen =
                new Seen(Contents.of(projects.get(), registry, Clock.systemUTC().instant()), null);
    }

    /** What the project declares is known when this returns, how its views stand soon after. */
    static ContentsWatch start(
            Supplier<Project> projects, Registry registry, CatalogOptions options, CatalogListener listener) {
        ContentsWatch watch = new ContentsWatch(projects, registry, options, listener);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    Seen seen() {
        return seen;
    }

    private void watch() {
        long took = 0;
        do {
            long begun = System.nanoTime();
            look();
            took = System.nanoTime() - begun;
        } while (!isClosedAfter(Math.max(pauseNanos, PAUSE_PER_LOOK * took)));
    }

    private boolean isClosedAfter(long nanos) {
        try {
            return closed.await(nanos, TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            return true;
        }
    }

    /** Looks now; one look at a time. */
    synchronized void look() {
        try {
            Project project = projects.get();
            Contents same = seen.contents().ifUnchanged(project, registry);
            Contents contents = same == null
                    ? Contents.of(project, registry, Clock.systemUTC().instant())
                    : same;
            seen = new Seen(contents.lookedAt(registry, Clock.systemUTC().instant()), null);
        } catch (RuntimeException e) {
            if (closed.getCount() > 0) {
                String first = e instanceof SluiceException ? e.getMessage() : e.toString();
                seen = new Seen(seen.contents(), first);
                listener.failed("Cannot bring the catalog up to date", e);
            }
        }
    }

    @Override
    public void close() {
        closed.countDown();
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
