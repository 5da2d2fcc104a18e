package dev.sluice.server;

import dev.sluice.problem.VocabularyError;
import dev.sluice.time.TimeSpan;

/**
 * Where a server listens and how much it takes on.
 *
 * @param host the address of the interface that it listens on
 * @param port of REST; 0 for any free one
 * @param grpcPort of gRPC; 0 for any free one
 * @param maxBodyBytes the longest body of a request
 * @param maxEntities the most entities of a request
 * @param maxConcurrent the most requests that are worked on or wait at a time; what comes beyond is refused
 * @param deadline how long a request may take
 * @param drain how long what runs may take to end when the server is closed
 */
public record ServerOptions(
        String host,
        int port,
        int grpcPort,
        int maxBodyBytes,
        int maxEntities,
        int maxConcurrent,
        TimeSpan deadline,
        TimeSpan drain) {
    /** The ports are Feast's own and the one beside it. */
    public static final ServerOptions DEFAULTS = new ServerOptions(
            "127.0.0.1", 6566, 6567, 262_144, 1_000, 256, TimeSpan.parse("2s"), TimeSpan.parse("10s"));

    public ServerOptions {
        between("port", port, 0, 65_535);
        between("gRPC port", grpcPort, 0, 65_535);
        between("limit of bytes in a request", maxBodyBytes, 1_024, 67_108_864);
        between("limit of entities in a request", maxEntities, 1, 100_000);
        between("limit of concurrent requests", maxConcurrent, 1, 100_000);
        between("deadline", deadline, "1ms", "1h");
        between("drain", drain, "0s", "1h");
    }

    public ServerOptions withHost(String other) {
        return new ServerOptions(other, port, grpcPort, maxBodyBytes, maxEntities, maxConcurrent, deadline, drain);
    }

    public ServerOptions withPorts(int rest, int grpc) {
        return new ServerOptions(host, rest, grpc, maxBodyBytes, maxEntities, maxConcurrent, deadline, drain);
    }

    public ServerOptions withMaxBodyBytes(int bytes) {
        return new ServerOptions(host, port, grpcPort, bytes, maxEntities, maxConcurrent, deadline, drain);
    }

    public ServerOptions withMaxEntities(int entities) {
        return new ServerOptions(host, port, grpcPort, maxBodyBytes, entities, maxConcurrent, deadline, drain);
    }

    public ServerOptions withMaxConcurrent(int requests) {
        return new ServerOptions(host, port, grpcPort, maxBodyBytes, maxEntities, requests, deadline, drain);
    }

    public ServerOptions withDeadline(TimeSpan span) {
        return new ServerOptions(host, port, grpcPort, maxBodyBytes, maxEntities, maxConcurrent, span, drain);
    }

    public ServerOptions withDrain(TimeSpan span) {
        return new ServerOptions(host, port, grpcPort, maxBodyBytes, maxEntities, maxConcurrent, deadline, span);
    }

    private static void between(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw VocabularyError.invalid(
                    "Invalid " + what + ": " + value + ". It is between " + least + " and " + most + ".");
        }
    }

    private static void between(String what, TimeSpan value, String least, String most) {
        if (value.compareTo(TimeSpan.parse(least)) < 0 || value.compareTo(TimeSpan.parse(most)) > 0) {
            throw VocabularyError.invalid(
                    "Invalid " + what + ": " + value + ". It is between " + least + " and " + most + ".");
        }
    }
}
