package dev.sluice.registry;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.sluice.feature.ViewId;
import dev.sluice.problem.SluiceException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The tables that a training set's manifest names: those of the set and of the parts that were appended to it. */
final class ManifestTables {
    private static final JsonFactory JSON = new JsonFactory();

    private ManifestTables() {}

    /** Empty when the manifest is none of ours. */
    static List<TrainingSetRecord.TableRead> of(String manifest) {
        List<TrainingSetRecord.TableRead> tables = new ArrayList<>();
        try (JsonParser parser = JSON.createParser(manifest)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME
                        && parser.currentName().equals("tables")
                        && parser.nextToken() == JsonToken.START_ARRAY) {
                    addAll(parser, tables);
                }
            }
            return tables;
        } catch (IOException | SluiceException e) {
            return List.of();
        }
    }

    private static void addAll(JsonParser parser, List<TrainingSetRecord.TableRead> tables) throws IOException {
        while (parser.nextToken() == JsonToken.START_OBJECT) {
            tables.add(table(parser));
        }
    }

    private static TrainingSetRecord.TableRead table(JsonParser parser) throws IOException {
        String view = "";
        long version = 0;
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            parser.nextToken();
            if (name.equals("view")) {
                view = parser.getValueAsString("");
            } else if (name.equals("version")) {
                version = parser.getValueAsLong();
            }
            parser.skipChildren();
        }
        return new TrainingSetRecord.TableRead(ViewId.parse(view), version);
    }
}
