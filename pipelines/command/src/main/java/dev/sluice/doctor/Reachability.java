package dev.sluice.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.util.Optional;

/** Whether something listens at an address. */
final class Reachability {
    private static final int PATIENCE_MILLIS = 5_000;

    private Reachability() {}

    /** Why nothing can be reached there; empty when something listens. */
    static Optional<String> obstacle(String host, int port) {
        try (Socket socket = new Socket()) {
            InetSocketAddress address = new InetSocketAddress(host, port);
            if (address.isUnresolved()) {
                throw new UnknownHostException("the name " + host + " is not known");
            }
            socket.connect(address, PATIENCE_MILLIS);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }
}
