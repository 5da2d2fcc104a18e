package dev.sluice.definition;

import dev.sluice.feature.TableKind;
import dev.sluice.problem.NearestName;
import java.util.List;
import java.util.Optional;

/** Reads {@code table:} of a feature view: a format, or a format and a type of Hudi's. */
final class TableReader {
    static final List<String> FORMATS = List.of("delta", "hudi");
    static final List<String> TYPES = List.of("cow", "mor");

    private TableReader() {}

    static TableKind read(Fields view) {
        Optional<Value> table = view.value("table");
        if (table.filter(Value::isMapping).isPresent()) {
            return table.get()
                    .fields("table", Keys.TABLE)
                    .map(TableReader::kind)
                    .orElse(TableKind.DELTA);
        }
        return isHudi(view, "table") ? TableKind.HUDI_COW : TableKind.DELTA;
    }

    private static TableKind kind(Fields table) {
        boolean hudi = isHudi(table, "format");
        if (!table.has("format")) {
            table.required("format");
        }
        Optional<String> type = chosen(table, "type", TYPES);
        if (type.isPresent() && !hudi) {
            table.mistakes().add(table.origin("type"), "The key 'type' goes with 'format: hudi' only.");
        }
        if (!hudi) {
            return TableKind.DELTA;
        }
        return type.filter("mor"::equals).isPresent() ? TableKind.HUDI_MOR : TableKind.HUDI_COW;
    }

    private static boolean isHudi(Fields fields, String key) {
        return chosen(fields, key, FORMATS).filter("hudi"::equals).isPresent();
    }

    private static Optional<String> chosen(Fields fields, String key, List<String> known) {
        Optional<String> text = fields.text(key);
        text.filter(one -> !known.contains(one))
                .ifPresent(one -> fields.mistakes()
                        .add(fields.origin(key), "Unknown " + key + " '" + one + "'." + NearestName.hint(one, known)));
        return text;
    }
}
