package dev.sluice.command;

import dev.sluice.definition.FeatureProject;
import dev.sluice.project.Project;
import dev.sluice.registry.Registry;
import dev.sluice.time.TimeSpan;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code sluice serve}. */
@Command(
        name = "serve",
        description = "Serve the online feature vectors of a project over REST and gRPC until it is stopped.")
final class ServeCommand extends ProjectCommand {
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
            defaultValue = "6566",
            description = "The port of REST; default: 6566; 0 for any free one.")
    private int port;

    @Option(
            names = "--grpc-port",
            paramLabel = "PORT",
            defaultValue = "6567",
            description = "The port of gRPC; default: 6567; 0 for any free one.")
    private int grpcPort;

    @ArgGroup(exclusive = false, heading = "Limits:%n")
    private final ServeLimits limits = new ServeLimits();

    ServeCommand(Terminal terminal) {
        super(terminal);
    }

    /** What the server is started with. */
    record Arguments(String host, int port, int grpcPort, ServeLimits limits) {}

    /** How much a server takes on. */
    static final class ServeLimits {
        @Option(
                names = "--max-body",
                paramLabel = "BYTES",
                defaultValue = "262144",
                description = "The longest body of a request; default: 262144.")
        private int body = 262_144;

        @Option(
                names = "--max-entities",
                paramLabel = "N",
                defaultValue = "1000",
                description = "The most entities of a request; default: 1000.")
        private int entities = 1_000;

        @Option(
                names = "--max-concurrent",
                paramLabel = "N",
                defaultValue = "256",
                description = "The most requests at a time, what is beyond is refused; default: 256.")
        private int concurrent = 256;

        @Option(
                names = "--deadline",
                paramLabel = "TIME",
                defaultValue = "2s",
                description = "How long a request may take; default: 2s.")
        private String deadline = "2s";

        @Option(
                names = "--drain",
                paramLabel = "TIME",
                defaultValue = "10s",
                description = "How long what runs may take to end when the server is stopped; default: 10s.")
        private String drain = "10s";

        int body() {
            return body;
        }

        int entities() {
            return entities;
        }

        int concurrent() {
            return concurrent;
        }

        TimeSpan deadline() {
            return TimeSpan.parse(deadline);
        }

        TimeSpan drain() {
            return TimeSpan.parse(drain);
        }
    }

    /** It reads the store only: the registry stays closed. */
    @Override
    public Integer call() {
        Project project = FeatureProject.read(folder());
        Serving.of(project, new Arguments(host, port, grpcPort, limits), terminal(), answersInJson());
        return 0;
    }

    @Override
    Answer answer(Project project, Registry registry) {
        throw new UnsupportedOperationException("serve needs no registry");
    }
}
