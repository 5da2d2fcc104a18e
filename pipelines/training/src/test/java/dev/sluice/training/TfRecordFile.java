package dev.sluice.training;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.CRC32C;

/** Reads TFRecord files of examples by their specification alone, sharing no code with what writes them. */
final class TfRecordFile {
    private TfRecordFile() {}

    /** The examples: of each column a list of texts, floats or longs. */
    static List<Map<String, List<Object>>> read(Path file) throws IOException {
        List<Map<String, List<Object>>> examples = new ArrayList<>();
        try (DataInputStream stream = new DataInputStream(Files.newInputStream(file))) {
            while (stream.available() > 0) {
                byte[] length = checked(stream, 8);
                examples.add(example(checked(stream, (int) little(length).getLong())));
            }
        }
        return examples;
    }

    private static byte[] checked(DataInputStream stream, int length) throws IOException {
        byte[] bytes = stream.readNBytes(length);
        CRC32C crc = new CRC32C();
        crc.update(bytes);
        long masked = ((crc.getValue() >> 15 | crc.getValue() << 17) + 0xa282ead8L) & 0xffffffffL;
        long stored = little(stream.readNBytes(4)).getInt() & 0xffffffffL;
        if (masked != stored) {
            throw new IOException("Wrong checksum: " + stored + " instead of " + masked);
        }
        return bytes;
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static Map<String, List<Object>> example(byte[] message) {
        Map<String, List<Object>> columns = new TreeMap<>();
        for (Field features : fields(message)) {
            for (Field entry : fields(features.content)) {
                List<Field> parts = fields(entry.content);
                columns.put(new String(parts.get(0).content, StandardCharsets.UTF_8), values(parts.get(1).content));
            }
        }
        return columns;
    }

    private static List<Object> values(byte[] feature) {
        Field list = fields(feature).get(0);
        List<Object> values = new ArrayList<>();
        for (Field field : fields(list.content)) {
            ByteBuffer rest = little(field.content);
            if (list.number == 1) {
                values.add(new String(field.content, StandardCharsets.UTF_8));
            }
            while (list.number == 2 && rest.hasRemaining()) {
                values.add(rest.getFloat());
            }
            while (list.number == 3 && rest.hasRemaining()) {
                values.add(varint(rest));
            }
        }
        return values.isEmpty() ? List.of("empty list " + list.number) : values;
    }

    private static List<Field> fields(byte[] message) {
        List<Field> fields = new ArrayList<>();
        ByteBuffer rest = little(message);
        while (rest.hasRemaining()) {
            long tag = varint(rest);
            byte[] content = new byte[(int) varint(rest)];
            rest.get(content);
            fields.add(new Field((int) (tag >> 3), content));
        }
        return fields;
    }

    private static long varint(ByteBuffer bytes) {
        long number = 0;
        for (int shift = 0; ; shift += 7) {
            byte next = bytes.get();
            number |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return number;
            }
        }
    }

    private record Field(int number, byte[] content) {}
}
