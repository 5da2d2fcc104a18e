package dev.sluice.catalog;

import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that pages load: a list fixed when the catalog was built, and read when it starts. No path is ever followed. */
final class Assets {
    private static final String PATH = "/assets/";
    private static final int TAG_BYTES = 6;

    private final Map<String, Asset> byPath = new LinkedHashMap<>();
    private final String tag;

    /** A file and what it is. */
    record Asset(String type, Buffer content) {}

    private Assets() {
        add("catalog.css", "text/css; charset=utf-8", "assets/catalog.css");
        add("catalog.js", "text/javascript; charset=utf-8", "assets/catalog.js");
        add("icon.svg", "image/svg+xml", "assets/icon.svg");
        add("htmx.js", "text/javascript; charset=utf-8", "/META-INF/resources/webjars/htmx.org/2.0.8/dist/htmx.min.js");
        this.tag = tag();
    }

    static Assets load() {
        return new Assets();
    }

    private void add(String name, String type, String resource) {
        try (InputStream stream = Assets.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("The catalog lacks " + resource);
            }
            byPath.put(PATH + name, new Asset(type, Buffer.buffer(stream.readAllBytes())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String tag() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byPath.values().forEach(asset -> digest.update(asset.content().getBytes()));
            return HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    /** Null for any other path. */
    @Nullable
    Asset of(String path) {
        return byPath.get(path);
    }

    /** Changes whenever one of them does, so that browsers may keep them for ever. */
    String version() {
        return tag;
    }
}
