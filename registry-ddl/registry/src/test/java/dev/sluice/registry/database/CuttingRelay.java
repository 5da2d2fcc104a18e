package dev.sluice.registry.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Stands between a client and a server, and cuts the line for good when the client sends a text. */
final class CuttingRelay implements AutoCloseable {
    private static final int CHUNK = 65_536;

    private final ServerSocket door;
    private final int server;
    private final String text;
    private final boolean delivers;
    private volatile boolean armed;

    private CuttingRelay(ServerSocket door, int server, String text, boolean delivers) {
        this.door = door;
        this.server = server;
        this.text = text;
        this.delivers = delivers;
    }

    /** Cuts after the server has done what the text says, and before the client hears of it. */
    static CuttingRelay afterwards(int server, String text) {
        return started(server, text, true);
    }

    /** Cuts before the server has heard of it. */
    static CuttingRelay before(int server, String text) {
        return started(server, text, false);
    }

    private static CuttingRelay started(int server, String text, boolean delivers) {
        try {
            ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
            CuttingRelay relay = new CuttingRelay(door, server, text, delivers);
            begin(relay::acceptAll);
            return relay;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** From now on the text is waited for; it is heard once. */
    void arm() {
        armed = true;
    }

    int port() {
        return door.getLocalPort();
    }

    private static void begin(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
    }

    private void acceptAll() {
        try {
            while (true) {
                Socket client = door.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                begin(() -> forward(client, upstream));
                begin(() -> copy(upstream, client));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private void forward(Socket client, Socket upstream) {
        byte[] chunk = new byte[CHUNK];
        try (client;
                upstream) {
            InputStream in = client.getInputStream();
            OutputStream out = upstream.getOutputStream();
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (armed && new String(chunk, 0, read, StandardCharsets.ISO_8859_1).contains(text)) {
                    armed = false;
                    cut(client, upstream, chunk, read);
                    return;
                }
                out.write(chunk, 0, read);
            }
        } catch (IOException e) {
            // one of both has hung up
        }
    }

    private void cut(Socket client, Socket upstream, byte[] chunk, int length) throws IOException {
        client.close();
        if (delivers) {
            upstream.getOutputStream().write(chunk, 0, length);
            upstream.shutdownOutput();
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // one of both has hung up
        }
    }

    @Override
    public void close() throws IOException {
        door.close();
    }
}
