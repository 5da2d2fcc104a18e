package dev.sluice.online.dax;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** Writes the part of CBOR (RFC 8949) that the DAX client reads. */
final class CborWriter {
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    CborWriter number(long number) {
        return number < 0 ? head(1, -1 - number) : head(0, number);
    }

    CborWriter bytes(byte[] bytes) {
        head(2, bytes.length);
        output.writeBytes(bytes);
        return this;
    }

    CborWriter text(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        head(3, bytes.length);
        output.writeBytes(bytes);
        return this;
    }

    CborWriter array(int size) {
        return head(4, size);
    }

    CborWriter map(int size) {
        return head(5, size);
    }

    /** A map whose entries go on until {@link #end}. */
    CborWriter openMap() {
        return raw(0xBF);
    }

    CborWriter end() {
        return raw(0xFF);
    }

    CborWriter nothing() {
        return raw(0xF6);
    }

    private CborWriter raw(int octet) {
        output.write(octet);
        return this;
    }

    private CborWriter head(int type, long argument) {
        if (argument < 24) {
            return raw(type << 5 | (int) argument);
        }
        raw(type << 5 | 27);
        output.writeBytes(ByteBuffer.allocate(8).putLong(argument).array());
        return this;
    }

    CborWriter attribute(AttributeValue value) {
        return switch (value.type()) {
            case S -> text(value.s());
            case B -> bytes(value.b().asByteArray());
            case N -> number(Long.parseLong(value.n()));
            case BOOL -> raw(value.bool() ? 0xF5 : 0xF4);
            case NUL -> nothing();
            case L -> {
                array(value.l().size());
                value.l().forEach(this::attribute);
                yield this;
            }
            case M -> {
                map(value.m().size());
                for (Map.Entry<String, AttributeValue> entry : value.m().entrySet()) {
                    text(entry.getKey()).attribute(entry.getValue());
                }
                yield this;
            }
            default -> throw new IllegalArgumentException("No item of Sluice has " + value.type());
        };
    }

    byte[] written() {
        return output.toByteArray();
    }
}
