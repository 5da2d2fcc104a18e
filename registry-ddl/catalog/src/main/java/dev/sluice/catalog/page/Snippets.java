package dev.sluice.catalog.page;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewUse;
import dev.sluice.layout.LakeLayout;
import dev.sluice.project.Project;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Lines to copy: the same values from Java, REST, SQL and as a training set. */
record Snippets(Project project, Links links) {
    private static final int MOST_FEATURES = 3;

    /** Of a view that no service uses yet, how one would. */
    List<Snippet> of(FeatureView view, List<FeatureService> services) {
        List<Snippet> snippets = new ArrayList<>();
        if (services.isEmpty()) {
            snippets.add(new Snippet("Service", "yaml", """
                    # services.yaml: models read views through a service
                    - feature_service: my_model
                      features:
                        - {view: %s}""".formatted(view.name())));
        } else {
            FeatureService service = services.get(0);
            snippets.add(new Snippet("Java", "java", java(service)));
            snippets.add(new Snippet("Training set", "shell", trainingSet(service)));
        }
        if (view.online()) {
            snippets.add(new Snippet("REST", "shell", feast(view)));
        }
        snippets.add(new Snippet("SQL (Spark)", "sql", sql(view)));
        return snippets;
    }

    List<Snippet> of(FeatureService service) {
        return List.of(
                new Snippet("Java", "java", java(service)),
                new Snippet("REST", "shell", rest(service)),
                new Snippet("Training set", "shell", trainingSet(service)),
                new Snippet("Training set (Java)", "java", """
                        TrainingSet set = TrainingSetBuilder.of(spark, project, "%s")
                                .withSpine(labels, "event_time")
                                .build(Path.of("training/%s"));""".formatted(service.name(), service.name())));
    }

    /** What a request or a spine names, in the order in which the service's views ask for it. */
    Set<Column> keys(FeatureService service) {
        Set<Column> keys = new LinkedHashSet<>();
        for (ViewUse use : service.uses()) {
            links.view(use)
                    .entity()
                    .key()
                    .forEach(key -> keys.add(new Column(use.spineColumn(key.name()), key.type())));
        }
        return keys;
    }

    private String java(FeatureService service) {
        String keys = keys(service).stream()
                .map(key -> "\"" + key.name() + "\", " + literal(key, true))
                .collect(Collectors.joining(", "));
        return """
                try (FeatureClient client = FeatureClient.connect("%s", "%s")) {
                    FeatureVector vector = client.get("%s", Map.of(%s));
                    float[] input = vector.asFloats();
                }""".formatted(endpoint(), project.settings().online().table(), service.name(), keys);
    }

    private String endpoint() {
        String endpoint = project.settings().online().endpoint();
        return endpoint.equals("embedded") ? "http://localhost:8000" : Secrets.masked(endpoint);
    }

    private String rest(FeatureService service) {
        String keys = keys(service).stream()
                .map(key -> key.name() + "=" + example(key))
                .collect(Collectors.joining("&"));
        return "sluice serve &\ncurl 'http://127.0.0.1:6566/v1/services/" + service.name() + "/features?" + keys + "'";
    }

    private String trainingSet(FeatureService service) {
        return """
                # labels.parquet has the columns %s and event_time
                sluice training-set %s --spine labels.parquet --time event_time --out training/%s""".formatted(
                        keys(service).stream().map(Column::name).collect(Collectors.joining(", ")),
                        service.name(),
                        service.name());
    }

    private static String feast(FeatureView view) {
        String features = view.features().stream()
                .limit(MOST_FEATURES)
                .map(feature -> "\"" + view.name() + ":" + feature.name() + "\"")
                .collect(Collectors.joining(", "));
        String keys = view.entity().key().stream()
                .map(key -> "\"" + key.name() + "\": [" + literal(key, true) + "]")
                .collect(Collectors.joining(", "));
        return "sluice serve &\ncurl http://127.0.0.1:6566/get-online-features \\\n    -d '{\"features\": [" + features
                + "], \"entities\": {" + keys + "}}'";
    }

    private String sql(FeatureView view) {
        String table =
                LakeLayout.of(project.folder(), project.settings().lake()).features(view.id());
        String columns = String.join(", ", view.entity().keyNames()) + ", event_time, "
                + view.featureNames().stream().limit(MOST_FEATURES).collect(Collectors.joining(", "));
        return "SELECT " + columns + "\nFROM delta.`" + Secrets.masked(table)
                + "`\nWHERE event_date = current_date() - INTERVAL 1 DAY";
    }

    private static String literal(Column key, boolean quoted) {
        boolean text = !(key.type() == ValueType.Scalar.LONG
                || key.type() == ValueType.Scalar.INT
                || key.type() == ValueType.Scalar.BOOLEAN);
        return text && quoted ? "\"" + example(key) + "\"" : example(key);
    }

    private static String example(Column key) {
        if (key.type() == ValueType.Scalar.LONG || key.type() == ValueType.Scalar.INT) {
            return "1";
        }
        return key.type() == ValueType.Scalar.BOOLEAN ? "true" : key.name().toUpperCase(java.util.Locale.ROOT);
    }
}
