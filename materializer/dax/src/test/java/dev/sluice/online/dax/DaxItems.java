package dev.sluice.online.dax;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * The items of a DAX node: a cache in front of DynamoDB, for reads that are eventually consistent, with keys and items in the form
 * of its protocol. Keys are two texts; attributes come in the order of their names, after the number of a list of these.
 */
final class DaxItems {
    final AtomicInteger hits = new AtomicInteger();
    final AtomicInteger misses = new AtomicInteger();

    private final DynamoDbClient dynamo;
    private final Map<String, List<String>> keys = new ConcurrentHashMap<>();
    private final Map<String, Map<String, AttributeValue>> cache = new ConcurrentHashMap<>();
    private final List<List<String>> attributeLists = new ArrayList<>(List.of(List.of()));

    DaxItems(DynamoDbClient dynamo) {
        this.dynamo = dynamo;
    }

    /** The names of a table's key attributes, partition key first. */
    List<String> keys(String table) {
        return keys.computeIfAbsent(
                table,
                name -> dynamo.describeTable(request -> request.tableName(name)).table().keySchema().stream()
                        .map(key -> key.attributeName())
                        .toList());
    }

    /** The items of these keys in their order; empty ones for keys that have none. */
    List<Map<String, AttributeValue>> read(String table, List<byte[]> asked, boolean consistent) throws IOException {
        Map<String, Map<String, AttributeValue>> missing = new LinkedHashMap<>();
        for (byte[] key : asked) {
            String name = name(table, key);
            if (consistent || !cache.containsKey(name)) {
                missing.put(name, key(table, key));
            }
        }
        Map<String, Map<String, AttributeValue>> known = new LinkedHashMap<>(consistent ? Map.of() : cache);
        known.putAll(fetch(table, missing, consistent));
        if (!consistent) {
            hits.addAndGet(asked.size() - missing.size());
            misses.addAndGet(missing.size());
            cache.putAll(known);
        }
        return asked.stream()
                .map(key -> known.getOrDefault(name(table, key), Map.of()))
                .toList();
    }

    private Map<String, Map<String, AttributeValue>> fetch(
            String table, Map<String, Map<String, AttributeValue>> missing, boolean consistent) {
        Map<String, Map<String, AttributeValue>> fetched = new LinkedHashMap<>();
        if (missing.isEmpty()) {
            return fetched;
        }
        missing.keySet().forEach(name -> fetched.put(name, Map.of()));
        KeysAndAttributes request = KeysAndAttributes.builder()
                .keys(missing.values())
                .consistentRead(consistent)
                .build();
        dynamo.batchGetItem(batch -> batch.requestItems(Map.of(table, request)))
                .responses()
                .getOrDefault(table, List.of())
                .forEach(item -> fetched.put(name(table, keyBytes(table, item)), item));
        return fetched;
    }

    private static String name(String table, byte[] key) {
        return table + "/" + new String(key, StandardCharsets.ISO_8859_1);
    }

    private Map<String, AttributeValue> key(String table, byte[] bytes) throws IOException {
        ByteArrayInputStream input = new ByteArrayInputStream(bytes);
        String partition = String.valueOf(new CborReader(input).value());
        String sort = new String(input.readAllBytes(), StandardCharsets.UTF_8);
        return Map.of(
                keys(table).get(0), AttributeValue.fromS(partition), keys(table).get(1), AttributeValue.fromS(sort));
    }

    byte[] keyBytes(String table, Map<String, AttributeValue> item) {
        byte[] partition = new CborWriter().text(part(table, 0, item)).written();
        byte[] sort = part(table, 1, item).getBytes(StandardCharsets.UTF_8);
        byte[] key = java.util.Arrays.copyOf(partition, partition.length + sort.length);
        System.arraycopy(sort, 0, key, partition.length, sort.length);
        return key;
    }

    private String part(String table, int place, Map<String, AttributeValue> item) {
        return Objects.requireNonNull(item.get(keys(table).get(place))).s();
    }

    byte[] valueBytes(String table, Map<String, AttributeValue> item) {
        Map<String, AttributeValue> values = new TreeMap<>(item);
        keys(table).forEach(values::remove);
        CborWriter bytes = new CborWriter().number(attributeList(List.copyOf(values.keySet())));
        values.values().forEach(bytes::attribute);
        return bytes.written();
    }

    /** The number of a list of attributes, from 1 on; 1 is the empty one. */
    synchronized long attributeList(List<String> names) {
        if (!attributeLists.contains(names)) {
            attributeLists.add(names);
        }
        return attributeLists.indexOf(names) + 1L;
    }

    synchronized List<String> attributeList(long number) {
        return attributeLists.get((int) number - 1);
    }
}
