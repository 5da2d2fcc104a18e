package dev.sluice.command;

import dev.sluice.client.ClientOptions;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.server.FeatureServer;
import dev.sluice.server.ServerListener;
import dev.sluice.server.ServerOptions;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A project's online store, served from now until this process is told to stop. */
final class Serving {
    /** Kept, or their levels would be forgotten: they say of hostile requests what their callers are told. */
    private static final List<Logger> NETWORK = List.of(Logger.getLogger("io.grpc"), Logger.getLogger("io.netty"));

    private Serving() {}

    static void of(Project project, ServeCommand.Arguments arguments, Terminal terminal, boolean json) {
        ServerOptions options = options(arguments);
        NETWORK.forEach(logger -> logger.setLevel(Level.OFF));
        try (OnlineStores online = OnlineStores.forReaders(project);
                Interruption interruption = Interruption.ofThisThread();
                FeatureServer server =
                        FeatureServer.open(online.store(), ClientOptions.DEFAULTS, options, new Notes(terminal))) {
            tell(server, project, terminal, json);
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            terminal.note("Stopped.");
        }
    }

    private static ServerOptions options(ServeCommand.Arguments arguments) {
        ServeCommand.ServeLimits limits = arguments.limits();
        return new ServerOptions(
                arguments.host(),
                arguments.port(),
                arguments.grpcPort(),
                limits.body(),
                limits.entities(),
                limits.concurrent(),
                limits.deadline(),
                limits.drain());
    }

    private static void tell(FeatureServer server, Project project, Terminal terminal, boolean json) {
        String rest = "http://" + server.host() + ":" + server.port();
        String grpc = server.host() + ":" + server.grpcPort();
        if (json) {
            terminal.line(JsonDocument.text(JsonDocument.of("project", project.name())
                    .with("rest", rest)
                    .with("grpc", grpc)));
        } else {
            terminal.line("Serving " + project.name() + " from "
                    + project.settings().online().endpoint());
            terminal.line("  REST  " + rest + "  (" + rest + "/openapi.yaml says what there is)");
            terminal.line("  gRPC  " + grpc);
            terminal.line("Stop it with Ctrl-C.");
        }
        terminal.out().flush();
    }

    /** What fails, a line each; of a store that is down at most one a second. */
    private static final class Notes implements ServerListener {
        private static final long PAUSE_NANOS = 1_000_000_000L;

        private final Terminal terminal;
        private final AtomicLong notBefore = new AtomicLong(System.nanoTime());
        private final AtomicLong silent = new AtomicLong();

        Notes(Terminal terminal) {
            this.terminal = terminal;
        }

        @Override
        public void failed(UUID id, Throwable cause) {
            long due = notBefore.get();
            long now = System.nanoTime();
            if (now - due < 0 || !notBefore.compareAndSet(due, now + PAUSE_NANOS)) {
                silent.incrementAndGet();
                return;
            }
            long others = silent.getAndSet(0);
            terminal.problem(id + ": " + (cause instanceof SluiceException ? cause.getMessage() : cause)
                    + (others == 0 ? "" : " (" + others + " more since the last line)"));
        }
    }
}
