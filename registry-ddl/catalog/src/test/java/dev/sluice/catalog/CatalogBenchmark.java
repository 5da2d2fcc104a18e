package dev.sluice.catalog;

import dev.sluice.catalog.beyond.Neighbours;
import dev.sluice.expectation.Severity;
import dev.sluice.expectation.Suite;
import dev.sluice.feature.Computation;
import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Lifetime;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.Placement;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceFormat;
import dev.sluice.feature.SourceUse;
import dev.sluice.feature.TableKind;
import dev.sluice.feature.Transform;
import dev.sluice.feature.ViewId;
import dev.sluice.feature.ViewUse;
import dev.sluice.project.OnlineSettings;
import dev.sluice.project.Project;
import dev.sluice.project.Settings;
import dev.sluice.registry.GateResult;
import dev.sluice.registry.Registries;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunRecord;
import dev.sluice.registry.RunStart;
import dev.sluice.time.Granularity;
import dev.sluice.time.Partition;
import dev.sluice.time.Schedule;
import dev.sluice.time.TimeSpan;
import dev.sluice.type.Column;
import dev.sluice.type.ValueType.Scalar;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What searches and pages take over HTTP, one after the other, while the views go on being looked at. Not part of the tests. */
public final class CatalogBenchmark {
    private static final List<String> SUBJECTS = List.of(
            "airport",
            "route",
            "carrier",
            "aircraft",
            "passenger",
            "booking",
            "crew",
            "gate",
            "weather",
            "runway",
            "fare",
            "luggage",
            "lounge",
            "hotel",
            "card",
            "merchant",
            "device",
            "session",
            "account",
            "payment");
    private static final List<String> VALUES =
            List.of("delay", "count", "amount", "distance", "duration", "share", "rank", "price", "load", "age");
    private static final List<String> HOWS = List.of("avg", "max", "min", "sum", "stddev", "last", "distinct");
    private static final List<String> WINDOWS = List.of("1h", "1d", "7d", "30d", "90d");
    private static final Instant NOW = Instant.parse("2001-03-02T00:00:00Z");
    private static final int BUSY = 20;
    private static final int DAYS = 365;
    private static final int ROUNDS = 300;
    private static final int WARM_UP = 100;

    private final Random random = new Random(7);
    private final int views;
    private final Path folder;
    private final HttpClient http = HttpClient.newHttpClient();

    private CatalogBenchmark(int views, Path folder) {
        this.views = views;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createTempDirectory("sluice-catalog-benchmark");
        try {
            new CatalogBenchmark(Integer.parseInt(arguments[0]), folder).run();
        } finally {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(java.util.Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        }
        System.exit(0);
    }

    private void run() throws Exception {
        Project project = project();
        try (Registry registry = Registries.open(project)) {
            long begun = System.nanoTime();
            registry.apply(project, NOW);
            report("applying " + project.definitions().size() + " definitions", begun);
            begun = System.nanoTime();
            int runs = runs(project, registry);
            report("recording " + runs + " runs", begun);
            begun = System.nanoTime();
            try (CatalogServer server = CatalogServer.open(
                    () -> project,
                    registry,
                    Neighbours.NONE,
                    CatalogOptions.DEFAULTS.withPort(0),
                    (doing, cause) -> System.out.println(doing + ": " + cause))) {
                report("opening the catalog, " + project.views().size() + " views to be searched", begun);
                begun = System.nanoTime();
                server.refresh();
                report("a look at how all views stand", begun);
                measure(server, project);
            }
        }
    }

    private static void report(String what, long begun) {
        System.out.printf("%-62s %8.1f s%n", what, (System.nanoTime() - begun) / 1e9);
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    private Project project() {
        Entity entity = new Entity("thing", List.of(new Column("id", Scalar.LONG)), Metadata.NONE);
        List<Source> sources = IntStream.range(0, 500)
                .mapToObj(i -> new Source(
                        "source_" + i, SourceFormat.PARQUET, "data/" + i, "time", Map.of(), List.of(), Metadata.NONE))
                .toList();
        List<FeatureView> made =
                IntStream.range(0, views).mapToObj(i -> view(entity, i)).toList();
        List<FeatureService> services = IntStream.range(0, views / 10)
                .mapToObj(i -> new FeatureService(
                        "model_" + i,
                        1,
                        random.ints(5, 0, views)
                                .distinct()
                                .mapToObj(at -> new ViewUse(made.get(at).name(), null, "v" + at, List.of(), Map.of()))
                                .toList(),
                        Metadata.NONE))
                .toList();
        Settings settings = new Settings("lake", "embedded", OnlineSettings.defaults("large"), NOW);
        return new Project("large", folder, settings, List.of(entity), sources, made, services, Map.of());
    }

    private FeatureView view(Entity entity, int i) {
        String name = any(SUBJECTS) + "_" + any(VALUES) + "_" + i;
        List<Feature> features = new ArrayList<>();
        for (int feature = 0; feature < 10; feature++) {
            features.add(new Feature(
                    any(SUBJECTS) + "_" + any(VALUES) + "_" + any(HOWS) + "_" + any(WINDOWS) + "_" + feature,
                    feature % 2 == 0 ? Scalar.DOUBLE : Scalar.LONG,
                    any(HOWS) + " of " + any(VALUES) + " by " + any(SUBJECTS),
                    null));
        }
        return new FeatureView(
                new ViewId(name, 1),
                entity,
                new Computation(
                        List.of(new SourceUse("source_" + i % 500, TimeSpan.parse("7d"))),
                        new Transform.Sql(
                                name + ".sql", "SELECT id, avg(x) AS y FROM source_" + i % 500 + " GROUP BY id"),
                        Schedule.parse("daily")),
                features,
                new Lifetime(TimeSpan.parse("14d"), TimeSpan.ZERO, TimeSpan.parse("26h")),
                new Placement(i % 3 == 0, TableKind.DELTA),
                Suite.NONE,
                new Metadata(
                        "The " + any(VALUES) + " of each " + any(SUBJECTS),
                        "team" + i % 200 + "@example.com",
                        Map.of("team", "team" + i % 200)),
                null);
    }

    /** One for each view, a year of them for the first ones. */
    private int runs(Project project, Registry registry) {
        int runs = 0;
        for (int i = 0; i < views; i++) {
            Partition newest = Partition.containing(Granularity.DAY, NOW.minusSeconds(86_400L * (1 + i % 4)));
            int days = i < BUSY ? DAYS : 1;
            for (int day = days - 1; day >= 0; day--) {
                Partition partition =
                        Partition.containing(Granularity.DAY, newest.start().minusSeconds(86_400L * day));
                record(project.views().get(i).id(), partition, ++runs, i < BUSY && day < 28, registry);
            }
        }
        return runs;
    }

    private static void record(ViewId view, Partition partition, int number, boolean judged, Registry registry) {
        String id = view.name() + "-" + partition;
        RunRecord run = registry.begin(new RunStart(
                id, "large", view, partition, 1, "hash", partition.end().plusSeconds(600)));
        if (judged) {
            registry.record(IntStream.range(0, 10)
                    .mapToObj(i ->
                            new GateResult(id, i, "expectation_" + i, Severity.CRITICAL, true, "0", 1_000, 0, null))
                    .toList());
        }
        registry.update(run.staged(1_000, 48_000, Map.of("source", "files 1"))
                .judged()
                .promoted(number, 1_000, partition.end().plusSeconds(700))
                .completed(number));
    }

    private void measure(CatalogServer server, Project project) throws Exception {
        Map<String, List<String>> addresses = new LinkedHashMap<>();
        List<String> names = project.views().stream().map(FeatureView::name).toList();
        addresses.put("search, a word", List.of("/search?q=airport", "/search?q=payment", "/search?q=dist"));
        addresses.put("search, three words", List.of("/search?q=airport+delay+7d", "/search?q=card+sum+30d"));
        addresses.put(
                "search, misspelt",
                List.of("/search?q=airprot+dleay", "/search?q=mrechant", "/search?q=sesion+amonut"));
        addresses.put(
                "search, a whole name",
                names.subList(0, 50).stream().map(name -> "/search?q=" + name).toList());
        addresses.put(
                "search, narrowed", List.of("/search?q=delay&kind=feature&type=double", "/search?q=&tag=team%3Dteam7"));
        addresses.put("search, everything", List.of("/search", "/search?page=40"));
        addresses.put("home", List.of("/", "/?state=BREACH", "/?page=50"));
        addresses.put(
                "view",
                names.subList(BUSY, 400).stream().map(name -> "/views/" + name).toList());
        addresses.put(
                "view with a year of runs",
                names.subList(0, BUSY).stream().map(name -> "/views/" + name).toList());
        addresses.put(
                "service",
                IntStream.range(0, 50).mapToObj(i -> "/services/model_" + i).toList());
        addresses.put("source", List.of("/sources/source_1", "/sources/source_77"));
        addresses.put("runs", List.of("/runs", "/runs?state=COMPLETED"));
        addresses.put("not found", List.of("/views/airport_delay_x"));
        Map<String, double[]> taken = new LinkedHashMap<>();
        addresses.keySet().forEach(kind -> taken.put(kind, new double[ROUNDS]));
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            for (Map.Entry<String, List<String>> kind : addresses.entrySet()) {
                double millis = millis(server, any(kind.getValue()));
                if (round >= 0) {
                    java.util.Objects.requireNonNull(taken.get(kind.getKey()))[round] = millis;
                }
            }
        }
        print(taken);
    }

    private double millis(CatalogServer server, String address) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.port() + address))
                .build();
        long begun = System.nanoTime();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        double millis = (System.nanoTime() - begun) / 1e6;
        if (answer.statusCode() >= 500 || !answer.body().contains("</html>")) {
            throw new IllegalStateException(address + ": " + answer.statusCode());
        }
        return millis;
    }

    private static void print(Map<String, double[]> taken) {
        System.out.printf("%n%-28s %10s %10s %10s%n", ROUNDS + " requests each, ms", "p50", "p99", "max");
        taken.forEach((kind, millis) -> {
            Arrays.sort(millis);
            System.out.printf(
                    "%-28s %10.1f %10.1f %10.1f%n",
                    kind, millis[ROUNDS / 2], millis[ROUNDS * 99 / 100], millis[ROUNDS - 1]);
        });
    }
}
