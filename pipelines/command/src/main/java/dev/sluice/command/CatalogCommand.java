package dev.sluice.command;

import dev.sluice.catalog.CatalogOptions;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice catalog}. */
@Command(
        name = "catalog",
        description = "Serve the catalog's pages: freshness, search, views, lineage, runs; until it is stopped.")
final class CatalogCommand extends ProjectCommand {
    @Option(
            names = "--host",
            paramLabel = "HOST",
            defaultValue = "127.0.0.1",
            description =
                    "The address to listen on; default: 127.0.0.1. There is no authentication: whoever reaches it reads.")
    private String host = "";

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "6570",
            description = "The port; default: 6570; 0 for any free one.")
    private int port;

    CatalogCommand(Terminal terminal) {
        super(terminal);
    }

    /** Unlike other commands it goes on reading the project while it runs. */
    @Override
    public Integer call() {
        CatalogOptions options = CatalogOptions.DEFAULTS.withHost(host).withPort(port);
        CatalogServing.of(ProjectFiles.read(folder()), options, terminal(), answersInJson());
        return 0;
    }

    @Override
    Answer answer(Project project, Registry registry) {
        throw new UnsupportedOperationException("catalog answers in a browser");
    }
}
