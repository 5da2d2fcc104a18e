package dev.sluice.online.dax;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the part of CBOR (RFC 8949) that the DAX client writes: integers, bytes, texts, arrays, maps, tags and constants. */
final class CborReader {
    private static final int UNTIL_BREAK = 31;
    private static final int BREAK = 0xFF;

    private final PushbackInputStream bytes;
    private final DataInputStream input;

    CborReader(InputStream bytes) {
        this.bytes = new PushbackInputStream(bytes);
        this.input = new DataInputStream(this.bytes);
    }

    long number() throws IOException {
        return (Long) Objects.requireNonNull(value());
    }

    String textOfBytes() throws IOException {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    @Nullable
    Object value() throws IOException {
        int first = input.readUnsignedByte();
        int argument = first & 31;
        return switch (first >> 5) {
            case 0 -> argument(argument);
            case 1 -> -1 - argument(argument);
            case 2 -> bytes(argument);
            case 3 -> new String(bytes(argument), StandardCharsets.UTF_8);
            case 4 -> list(argument);
            case 5 -> map(argument);
            case 6 -> tagged(argument);
            default -> constant(argument);
        };
    }

    byte[] bytes() throws IOException {
        return (byte[]) Objects.requireNonNull(value());
    }

    List<?> list() throws IOException {
        return (List<?>) Objects.requireNonNull(value());
    }

    Map<?, ?> map() throws IOException {
        return (Map<?, ?>) Objects.requireNonNull(value());
    }

    private long argument(int argument) throws IOException {
        return switch (argument) {
            case 24 -> input.readUnsignedByte();
            case 25 -> input.readUnsignedShort();
            case 26 -> Integer.toUnsignedLong(input.readInt());
            case 27 -> input.readLong();
            default -> argument;
        };
    }

    private byte[] bytes(int argument) throws IOException {
        byte[] read = new byte[(int) argument(argument)];
        input.readFully(read);
        return read;
    }

    private List<@Nullable Object> list(int argument) throws IOException {
        List<@Nullable Object> values = new ArrayList<>();
        long count = argument == UNTIL_BREAK ? Long.MAX_VALUE : argument(argument);
        for (long i = 0; i < count && !ends(argument); i++) {
            values.add(value());
        }
        return values;
    }

    private Map<@Nullable Object, @Nullable Object> map(int argument) throws IOException {
        Map<@Nullable Object, @Nullable Object> values = new LinkedHashMap<>();
        long count = argument == UNTIL_BREAK ? Long.MAX_VALUE : argument(argument);
        for (long i = 0; i < count && !ends(argument); i++) {
            values.put(value(), value());
        }
        return values;
    }

    private boolean ends(int argument) throws IOException {
        if (argument != UNTIL_BREAK) {
            return false;
        }
        int next = input.readUnsignedByte();
        if (next != BREAK) {
            bytes.unread(next);
        }
        return next == BREAK;
    }

    /** What a tag says is not needed here. */
    private @Nullable Object tagged(int argument) throws IOException {
        argument(argument);
        return value();
    }

    private static @Nullable Object constant(int argument) {
        return switch (argument) {
            case 20 -> false;
            case 21 -> true;
            default -> null;
        };
    }
}
