package dev.sluice.registry;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;

/** The machine, or the container, that this process runs in. */
final class Machine {
    private Machine() {}

    /** Its name, for people. */
    static String name() {
        return firstLine(Path.of("/proc/sys/kernel/hostname")).orElseGet(Machine::networkName);
    }

    /**
     * The same for two processes only when they see each other's process ids: on Linux the boot and the namespace of
     * process ids, elsewhere the network card; where nothing tells, no two processes have the same.
     */
    static String id() {
        return firstLine(Path.of("/proc/sys/kernel/random/boot_id"))
                .map(boot -> boot + " " + processNamespace())
                .or(Machine::networkCard)
                .orElseGet(() -> UUID.randomUUID().toString());
    }

    private static String networkName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    private static String processNamespace() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return UUID.randomUUID().toString();
        }
    }

    private static Optional<String> networkCard() {
        try {
            return NetworkInterface.networkInterfaces()
                    .map(Machine::hardwareAddress)
                    .flatMap(Optional::stream)
                    .sorted()
                    .findFirst();
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> hardwareAddress(NetworkInterface card) {
        try {
            return Optional.ofNullable(card.getHardwareAddress())
                    .map(address -> HexFormat.of().formatHex(address));
        } catch (SocketException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> firstLine(Path file) {
        try {
            return Files.readString(file).lines().findFirst();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
