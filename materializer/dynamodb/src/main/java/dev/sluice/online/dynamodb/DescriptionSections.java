package dev.sluice.online.dynamodb;

import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.online.RowSchema;
import dev.sluice.online.ServedView;
import dev.sluice.online.StoreDescription;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** A store's description as DynamoDB documents, one for each entity, view, service and set of schemas. */
final class DescriptionSections {
    private static final String KIND = "kind";
    private static final String NAME = "name";
    private static final String VERSION = "version";
    private static final String ACTIVE = "active";

    private DescriptionSections() {}

    static Map<String, AttributeValue> head(StoreDescription description) {
        Map<String, AttributeValue> head = new HashMap<>();
        head.put("project", text(description.project()));
        Long replay = description.replayMicros();
        if (replay != null) {
            head.put("replay", DynamoItems.number(replay));
        }
        return head;
    }

    static List<Map<String, AttributeValue>> of(StoreDescription description) {
        List<Map<String, AttributeValue>> sections = new ArrayList<>();
        description.entities().forEach(entity -> sections.add(of(entity)));
        description.views().forEach(view -> sections.add(of(view, description.active())));
        description.services().forEach(service -> sections.add(of(service)));
        description.schemas().forEach((view, schemas) -> sections.add(of(view, schemas)));
        return sections;
    }

    static StoreDescription read(Map<String, AttributeValue> head, List<Map<String, AttributeValue>> sections) {
        Map<String, Entity> entities = new LinkedHashMap<>();
        List<ServedView> views = new ArrayList<>();
        List<FeatureService> services = new ArrayList<>();
        Map<String, Integer> active = new TreeMap<>();
        Map<ViewId, Set<RowSchema>> schemas = new TreeMap<>();
        for (Map<String, AttributeValue> section : sections) {
            switch (DynamoItems.attribute(section, KIND).s()) {
                case "entity" ->
                    entities.put(DynamoItems.attribute(section, NAME).s(), entity(section));
                case "view" -> {
                    views.add(view(section, entities));
                    if (section.containsKey(ACTIVE)) {
                        active.put(id(section).name(), id(section).version());
                    }
                }
                case "service" -> services.add(service(section));
                default -> schemas.put(id(section), schemas(section));
            }
        }
        AttributeValue replay = head.get("replay");
        return new StoreDescription(
                DynamoItems.attribute(head, "project").s(),
                replay == null ? null : Long.valueOf(replay.n()),
                List.copyOf(entities.values()),
                views,
                services,
                active,
                schemas);
    }

    private static Map<String, AttributeValue> of(Entity entity) {
        return Map.of(KIND, text("entity"), NAME, text(entity.name()), "key", columns(entity.key()));
    }

    private static Entity entity(Map<String, AttributeValue> section) {
        return new Entity(
                DynamoItems.attribute(section, NAME).s(),
                columns(DynamoItems.attribute(section, "key")),
                Metadata.NONE);
    }

    private static Map<String, AttributeValue> of(ServedView view, Map<String, Integer> active) {
        Map<String, AttributeValue> section = section("view", view.id());
        if (view.id().isAmong(active)) {
            section.put(ACTIVE, AttributeValue.fromBool(true));
        }
        section.put("entity", text(view.entity().name()));
        section.put(
                "features",
                list(view.features().stream().map(DescriptionSections::of).toList()));
        TimeSpan ttl = view.ttl();
        if (ttl != null) {
            section.put("ttl", text(ttl.toString()));
        }
        return section;
    }

    private static ServedView view(Map<String, AttributeValue> section, Map<String, Entity> entities) {
        AttributeValue ttl = section.get("ttl");
        Entity entity = entities.get(DynamoItems.attribute(section, "entity").s());
        return new ServedView(
                id(section),
                java.util.Objects.requireNonNull(entity),
                DynamoItems.attribute(section, "features").l().stream()
                        .map(DescriptionSections::feature)
                        .toList(),
                ttl == null ? null : TimeSpan.parse(ttl.s()));
    }

    private static AttributeValue of(Feature feature) {
        Map<String, AttributeValue> map = new HashMap<>();
        map.put(NAME, text(feature.name()));
        map.put("type", text(feature.type().toString()));
        String defaultValue = feature.defaultValue();
        if (defaultValue != null) {
            map.put("default", text(defaultValue));
        }
        return AttributeValue.fromM(map);
    }

    private static Feature feature(AttributeValue value) {
        AttributeValue defaultValue = value.m().get("default");
        return new Feature(
                DynamoItems.attribute(value.m(), NAME).s(),
                ValueType.parse(DynamoItems.attribute(value.m(), "type").s()),
                "",
                defaultValue == null ? null : defaultValue.s());
    }

    private static Map<String, AttributeValue> of(FeatureService service) {
        Map<String, AttributeValue> section = new HashMap<>();
        section.put(KIND, text("service"));
        section.put(NAME, text(service.name()));
        section.put(VERSION, DynamoItems.number(service.version()));
        section.put(
                "uses",
                list(service.uses().stream().map(DescriptionSections::of).toList()));
        return section;
    }

    private static FeatureService service(Map<String, AttributeValue> section) {
        return new FeatureService(
                DynamoItems.attribute(section, NAME).s(),
                Integer.parseInt(DynamoItems.attribute(section, VERSION).n()),
                DynamoItems.attribute(section, "uses").l().stream()
                        .map(DescriptionSections::use)
                        .toList(),
                Metadata.NONE);
    }

    private static AttributeValue of(ViewUse use) {
        Map<String, AttributeValue> map = new HashMap<>();
        map.put("view", text(use.view()));
        map.put(
                "features",
                list(use.features().stream().map(DescriptionSections::text).toList()));
        Map<String, AttributeValue> on = new HashMap<>();
        use.on().forEach((key, column) -> on.put(key, text(column)));
        map.put("on", AttributeValue.fromM(on));
        Integer version = use.version();
        if (version != null) {
            map.put(VERSION, DynamoItems.number(version));
        }
        String as = use.as();
        if (as != null) {
            map.put("as", text(as));
        }
        return AttributeValue.fromM(map);
    }

    private static ViewUse use(AttributeValue value) {
        AttributeValue version = value.m().get(VERSION);
        AttributeValue as = value.m().get("as");
        Map<String, String> on = new HashMap<>();
        DynamoItems.attribute(value.m(), "on").m().forEach((key, column) -> on.put(key, column.s()));
        return new ViewUse(
                DynamoItems.attribute(value.m(), "view").s(),
                version == null ? null : Integer.valueOf(version.n()),
                as == null ? null : as.s(),
                DynamoItems.attribute(value.m(), "features").l().stream()
                        .map(AttributeValue::s)
                        .toList(),
                on);
    }

    private static Map<String, AttributeValue> of(ViewId view, Set<RowSchema> schemas) {
        Map<String, AttributeValue> section = section("schemas", view);
        section.put(
                "schemas",
                list(schemas.stream().map(schema -> columns(schema.columns())).toList()));
        return section;
    }

    private static Set<RowSchema> schemas(Map<String, AttributeValue> section) {
        Set<RowSchema> schemas = new LinkedHashSet<>();
        DynamoItems.attribute(section, "schemas").l().forEach(columns -> schemas.add(new RowSchema(columns(columns))));
        return schemas;
    }

    private static Map<String, AttributeValue> section(String kind, ViewId id) {
        Map<String, AttributeValue> section = new HashMap<>();
        section.put(KIND, text(kind));
        section.put(NAME, text(id.name()));
        section.put(VERSION, DynamoItems.number(id.version()));
        return section;
    }

    private static ViewId id(Map<String, AttributeValue> section) {
        return new ViewId(
                DynamoItems.attribute(section, NAME).s(),
                Integer.parseInt(DynamoItems.attribute(section, VERSION).n()));
    }

    private static AttributeValue columns(List<Column> columns) {
        return list(columns.stream()
                .map(column -> AttributeValue.fromM(Map.of(
                        NAME, text(column.name()), "type", text(column.type().toString()))))
                .toList());
    }

    private static List<Column> columns(AttributeValue value) {
        return value.l().stream()
                .map(column -> new Column(
                        DynamoItems.attribute(column.m(), NAME).s(),
                        ValueType.parse(
                                DynamoItems.attribute(column.m(), "type").s())))
                .toList();
    }

    private static AttributeValue list(List<AttributeValue> values) {
        return AttributeValue.fromL(values);
    }

    private static AttributeValue text(String text) {
        return AttributeValue.fromS(text);
    }
}
