package dev.sluice.online.dax;

import dev.sluice.testing.SystemProperties;
import java.io.BufferedInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/**
 * A cluster of one DAX node for tests: the calls that reads need, in DAX's protocol, in front of a DynamoDB. While it is there, that
 * DynamoDB is what this process takes for AWS.
 */
public final class DaxStandIn implements AutoCloseable {
    private static final byte[] FRAME_FLAGS = {1, 0, 0, 0};
    private static final int AUTHORIZATION_PARTS = 5;
    private static final long CONSISTENT_READ = 2;

    private final SystemProperties aws;
    private final DaxItems items;
    private final ServerSocket socket;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "dax-stand-in");
        thread.setDaemon(true);
        return thread;
    });

    private DaxStandIn(SystemProperties aws, DaxItems items, ServerSocket socket) {
        this.aws = aws;
        this.items = items;
        this.socket = socket;
    }

    public static DaxStandIn before(URI dynamo) throws IOException {
        DaxStandIn node = new DaxStandIn(
                SystemProperties.awsAt(dynamo),
                new DaxItems(DynamoDbClient.create()),
                new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        node.threads.execute(node::accept);
        return node;
    }

    /** How many items it has answered from its cache. */
    public int hits() {
        return items.hits.get();
    }

    /** How many items it had to fetch from DynamoDB. */
    public int misses() {
        return items.misses.get();
    }

    public String endpoint() {
        return "dax://127.0.0.1:" + socket.getLocalPort();
    }

    private void accept() {
        try {
            while (!socket.isClosed()) {
                Socket connection = socket.accept();
                threads.execute(() -> serve(connection));
            }
        } catch (IOException e) {
            // Closed.
        }
    }

    private void serve(Socket connection) {
        try (connection) {
            CborReader input = new CborReader(new BufferedInputStream(connection.getInputStream()));
            DataOutputStream output = new DataOutputStream(connection.getOutputStream());
            for (int greeting = 0; greeting < 5; greeting++) {
                input.value();
            }
            while (true) {
                input.number();
                CborWriter answer = answer((int) input.number(), input);
                if (answer != null) {
                    byte[] body = answer.written();
                    output.writeInt(body.length + Integer.BYTES + FRAME_FLAGS.length);
                    output.write(FRAME_FLAGS);
                    output.write(body);
                    output.flush();
                }
            }
        } catch (IOException e) {
            // The client has gone.
        }
    }

    private @Nullable CborWriter answer(int method, CborReader input) throws IOException {
        try {
            return switch (method) {
                case 1489122155 -> authorize(input);
                case 455855874 -> endpoints();
                case -742646399 -> keySchema(input.textOfBytes());
                case -1230579644 -> success().number(items.attributeList(texts(input.list())));
                case 670678385 -> names(items.attributeList(input.number()));
                case 263244906 -> get(input.textOfBytes(), input.bytes(), input.value());
                case -697851100 -> batch(input.map(), input.value());
                default -> throw new IOException("Unknown method " + method);
            };
        } catch (DynamoDbException e) {
            return failure(e);
        }
    }

    private static CborWriter success() {
        return new CborWriter().array(0);
    }

    private static CborWriter failure(DynamoDbException e) {
        return new CborWriter()
                .array(4)
                .number(4)
                .number(37)
                .number(38)
                .number(39)
                .text(e.awsErrorDetails().errorMessage())
                .array(3)
                .text("request")
                .text(e.awsErrorDetails().errorCode())
                .number(e.statusCode());
    }

    private static @Nullable CborWriter authorize(CborReader input) throws IOException {
        for (int part = 0; part < AUTHORIZATION_PARTS; part++) {
            input.value();
        }
        return null;
    }

    private CborWriter endpoints() {
        return success()
                .array(1)
                .map(7)
                .number(0)
                .number(1)
                .number(1)
                .text("localhost")
                .number(2)
                .bytes(new byte[] {127, 0, 0, 1})
                .number(3)
                .number(socket.getLocalPort())
                .number(4)
                .number(1)
                .number(5)
                .text("us-east-1a")
                .number(6)
                .number(1);
    }

    private CborWriter keySchema(String table) {
        List<String> keys = items.keys(table);
        CborWriter answer = success().map(keys.size());
        keys.forEach(key -> answer.text(key).text("S"));
        return answer;
    }

    private static List<String> texts(List<?> list) {
        return list.stream().map(String.class::cast).toList();
    }

    private static CborWriter names(List<String> names) {
        CborWriter answer = success().array(names.size());
        names.forEach(answer::text);
        return answer;
    }

    private CborWriter get(String table, byte[] key, @Nullable Object options) throws IOException {
        boolean consistent = options instanceof Map<?, ?> given && Boolean.TRUE.equals(given.get(CONSISTENT_READ));
        Map<String, AttributeValue> item =
                items.read(table, List.of(key), consistent).get(0);
        return item.isEmpty()
                ? success().nothing()
                : success()
                        .openMap()
                        .number(0)
                        .bytes(items.valueBytes(table, item))
                        .end();
    }

    private CborWriter batch(Map<?, ?> tables, @Nullable Object options) throws IOException {
        CborWriter answer = success().array(2).map(tables.size());
        for (Map.Entry<?, ?> entry : tables.entrySet()) {
            String table = String.valueOf(entry.getKey());
            List<?> asked = (List<?>) Objects.requireNonNull(entry.getValue());
            List<byte[]> keys = ((List<?>) Objects.requireNonNull(asked.get(2)))
                    .stream().map(byte[].class::cast).toList();
            List<Map<String, AttributeValue>> found =
                    items.read(table, keys, Boolean.TRUE.equals(asked.get(0))).stream()
                            .filter(item -> !item.isEmpty())
                            .toList();
            answer.text(table).array(found.size() * 2);
            found.forEach(item -> answer.bytes(items.keyBytes(table, item)).bytes(items.valueBytes(table, item)));
        }
        return answer.map(0).array(0);
    }

    @Override
    public void close() throws IOException {
        aws.close();
        socket.close();
        threads.shutdownNow();
    }
}
