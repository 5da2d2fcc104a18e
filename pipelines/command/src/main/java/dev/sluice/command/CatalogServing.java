package dev.sluice.command;

import dev.sluice.catalog.CatalogOptions;
import dev.sluice.catalog.CatalogServer;
import dev.sluice.catalog.beyond.Neighbours;
import dev.sluice.layout.LakeLayout;
import dev.sluice.problem.SluiceException;
import dev.sluice.project.Project;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import java.util.concurrent.CountDownLatch;
import java.util.logging.Level;
import java.util.logging.Logger;

/** A project's catalog, served from now until this process is told to stop. */
final class CatalogServing {
    /** Kept, or its level would be forgotten: it says of hostile requests what their callers are told. */
    private static final Logger NETWORK = Logger.getLogger("io.netty");

    private CatalogServing() {}

    static void of(ProjectFiles files, CatalogOptions options, Terminal terminal, boolean json) {
        NETWORK.setLevel(Level.OFF);
        Project project = files.get();
        LakeLayout lake = LakeLayout.of(project.folder(), project.settings().lake());
        try (Registry registry = Registries.open(project);
                Interruption interruption = Interruption.ofThisThread();
                CatalogServer catalog = CatalogServer.open(
                        files,
                        registry,
                        Neighbours.NONE
                                .withStatistics(new KeptStatistics(
                                        lake, project.settings().storage().hadoopOptions()))
                                .withStale(new OutdatedPartitions(registry)),
                        options,
                        (doing, cause) -> terminal.problem(doing + ": " + told(cause)))) {
            tell(catalog, project, terminal, json);
            new CountDownLatch(1).await();
        } catch (InterruptedException stopped) {
            terminal.note("Stopped.");
        }
    }

    private static String told(Throwable cause) {
        return cause instanceof SluiceException ? String.valueOf(cause.getMessage()) : cause.toString();
    }

    private static void tell(CatalogServer catalog, Project project, Terminal terminal, boolean json) {
        String address = "http://" + (catalog.host().contains(":") ? "[" + catalog.host() + "]" : catalog.host()) + ":"
                + catalog.port();
        if (json) {
            terminal.line(
                    JsonDocument.text(JsonDocument.of("project", project.name()).with("catalog", address)));
        } else {
            terminal.line("The catalog of " + project.name() + " is at " + address + "  (the same as JSON under "
                    + address + "/api)");
            terminal.line("Stop it with Ctrl-C.");
        }
        terminal.out().flush();
    }
}
