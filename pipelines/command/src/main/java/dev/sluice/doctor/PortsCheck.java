package dev.sluice.doctor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;

/** Whether the ports are free that commands listen on. */
public final class PortsCheck implements Check {
    private final Map<String, Integer> ports;

    /** @param ports by the command that listens */
    public PortsCheck(Map<String, Integer> ports) {
        this.ports = ports;
    }

    @Override
    public String subject() {
        return "ports";
    }

    @Override
    public List<Finding> findings() {
        List<String> taken = ports.entrySet().stream()
                .filter(port -> !isFree(port.getValue()))
                .map(port -> port.getValue() + " (" + port.getKey() + ")")
                .sorted()
                .toList();
        String all = String.join(
                ", ", ports.values().stream().sorted().map(String::valueOf).toList());
        return List.of(
                taken.isEmpty()
                        ? Finding.ok(subject(), all + " are free.")
                        : Finding.warning(
                                subject(),
                                "Something listens on " + String.join(", ", taken) + ".",
                                "Fine if it is that command; else start it with another --port."));
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
