package dev.sluice.materializer.feed;

import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;
import org.apache.hadoop.conf.Configuration;

/**
 * Where a view's latest table is, and how it is reached from any process.
 *
 * @param path an absolute path or a URI such as {@code s3a://bucket/lake/latest/view/v1}
 * @param options of Hadoop's file systems, without secrets
 */
public record TableLocation(String path, Map<String, String> options) implements Serializable {
    public TableLocation {
        options = Map.copyOf(options);
    }

    public static TableLocation of(String path) {
        return new TableLocation(path, Map.of());
    }

    Configuration configuration() {
        Configuration configuration = new Configuration();
        new TreeMap<>(options).forEach(configuration::set);
        return configuration;
    }
}
