package dev.sluice.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** The manifest of a training set that has grown: {@code parts} tells of each part what it was built from. */
final class AppendedManifest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final RecordedSet former;
    private final Manifest part;
    private final Manifest.Result whole;

    AppendedManifest(RecordedSet former, Manifest part, Manifest.Result whole) {
        this.former = former;
        this.part = part;
        this.whole = whole;
    }

    /** A hash of the former id and the inputs of the new part. */
    String id() {
        return part.idAfter(former.id());
    }

    String text(FrameDigest added, Instant created) {
        ObjectNode document = former.document();
        ArrayNode parts = document.withArray("/parts");
        if (parts.isEmpty()) {
            parts.add(first(document));
        }
        ObjectNode next = parts.addObject();
        next.put("id", id());
        next.put("created", created.toString());
        next.setAll(MAPPER.<ObjectNode>valueToTree(part.tablesAndSpine()));
        next.put("rows", added.rows());
        next.put("content_hash", added.hash());
        document.put("id", id());
        document.set("result", MAPPER.valueToTree(Manifest.output(whole)));
        return Manifest.text(document) + "\n";
    }

    private static ObjectNode first(ObjectNode document) {
        ObjectNode first = MAPPER.createObjectNode();
        for (String field : new String[] {"id", "created", "tables", "sources", "spine"}) {
            if (document.has(field)) {
                first.set(field, document.get(field));
            }
        }
        first.set("rows", document.at("/result/rows"));
        first.set("content_hash", document.at("/result/content_hash"));
        return first;
    }
}
