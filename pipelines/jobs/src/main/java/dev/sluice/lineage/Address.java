package dev.sluice.lineage;

import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where data lies, in one spelling: s3a and s3, file: and a plain path are the same place. */
final class Address {
    private static final Pattern URI = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):(//)?(.*)");

    private Address() {}

    static String of(String path) {
        Matcher uri = URI.matcher(path);
        if (!uri.matches() || path.startsWith("jdbc:")) {
            return path.replaceAll("/+$", "");
        }
        String rest = uri.group(3).replaceAll("/+$", "");
        return uri.group(1).equalsIgnoreCase("file") ? "/" + rest.replaceFirst("^/+", "") : rest;
    }

    /** Of a dataset as OpenLineage names it. */
    static String of(String namespace, String name) {
        if (namespace.equals("file")) {
            return of("/" + name.replaceFirst("^/+", "")); // its names of Delta tables lack the slash at times
        }
        return namespace.contains("://") ? of(namespace) + "/" + name : of(name);
    }

    /** Of what options of Spark's name in a database: a table, or a query. */
    static String inDatabase(String url, Map<String, String> options) {
        Map<String, String> known = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        known.putAll(options);
        return url + " " + known.getOrDefault("dbtable", known.getOrDefault("query", ""));
    }

    /** Whether a place is another or lies below it. */
    static boolean isIn(String place, String folder) {
        return place.equals(folder) || place.startsWith(folder + "/");
    }
}
