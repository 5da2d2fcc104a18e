package dev.sluice.online.benchmark.server;

import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One kept-alive connection, on which one question is open at a time. Its answers must tell their length. */
final class HttpConnection implements AutoCloseable {
    private static final int LONGEST_ANSWER = 1 << 20;
    private static final byte[] END_OF_HEADERS = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: *(\\d+)\r\n");
    private static final String GOOD = "HTTP/1.1 200 ";

    private final SocketChannel channel;
    private final ByteBuffer answer = ByteBuffer.allocate(LONGEST_ANSWER);
    private int expected;
    private Contender.@Nullable Done done;

    private HttpConnection(SocketChannel channel) {
        this.channel = channel;
    }

    static HttpConnection open(int port, Selector selector) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        HttpConnection connection = new HttpConnection(channel);
        channel.register(selector, SelectionKey.OP_READ, connection);
        return connection;
    }

    void send(ByteBuffer question, Contender.Done listener) throws IOException {
        answer.clear();
        expected = 0;
        done = listener;
        while (question.hasRemaining()) {
            channel.write(question);
        }
    }

    /** Takes what has come; whoever asked hears of an answer that is whole, after which the next question may be sent. */
    boolean isAnswered() throws IOException {
        if (channel.read(answer) < 0) {
            throw new EOFException("The server has closed the connection.");
        }
        if (expected == 0) {
            expected = lengthWhenKnown();
        }
        return expected > 0 && answer.position() >= expected;
    }

    void tell() {
        Contender.Done listener = done;
        done = null;
        if (listener != null) {
            boolean good = new String(answer.array(), 0, GOOD.length(), StandardCharsets.US_ASCII).equals(GOOD);
            listener.answered(good ? null : text());
        }
    }

    String text() {
        return new String(answer.array(), 0, answer.position(), StandardCharsets.UTF_8);
    }

    /** Of headers and body, once the headers are here; before that 0. */
    private int lengthWhenKnown() {
        int end = endOfHeaders();
        if (end < 0) {
            return 0;
        }
        Matcher length = LENGTH.matcher(new String(answer.array(), 0, end, StandardCharsets.US_ASCII));
        if (!length.find()) {
            throw new IllegalStateException("An answer of unknown length: " + text());
        }
        return end + Integer.parseInt(length.group(1));
    }

    private int endOfHeaders() {
        byte[] bytes = answer.array();
        int matched = 0;
        for (int i = 0; i < answer.position(); i++) {
            matched = bytes[i] == END_OF_HEADERS[matched] ? matched + 1 : bytes[i] == END_OF_HEADERS[0] ? 1 : 0;
            if (matched == END_OF_HEADERS.length) {
                return i + 1;
            }
        }
        return -1;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
