package dev.sluice.catalog.page;

import dev.sluice.catalog.beyond.MeasuredFeature;
import dev.sluice.catalog.beyond.Neighbours;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewId;
import dev.sluice.registry.LineageRecord;
import dev.sluice.registry.Registry;
import dev.sluice.registry.RunQuery;
import dev.sluice.registry.RunRecord;
import dev.sluice.time.Partition;
import dev.sluice.time.TimeRange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The page of a view, with how it stands at the moment. */
record ViewPages(Contents contents, Registry registry, Neighbours neighbours) {
    private static final int MOST_DAYS = 28;

    ViewPage page(String reference) {
        FeatureView view = view(reference);
        SortedMap<Partition, RunRecord> runs = new TreeMap<>();
        registry.runs(project(), RunQuery.all().withView(view.id()))
                .forEach(run -> runs.putIfAbsent(run.partition(), run));
        SortedMap<Partition, RunRecord> promoted =
                new TreeMap<>(registry.promoted(project(), view.id(), TimeRange.ALWAYS));
        Links links = contents.links();
        List<FeatureView> versions = links.views().getOrDefault(view.name(), List.of(view));
        List<FeatureService> services = links.servicesOf(view.id());
        return new ViewPage(
                head(view),
                Definitions.of(view),
                features(view, promoted),
                Versions.of(versions, contents, version -> isActive(versions, version)),
                calendar(view, runs, promoted),
                GateHistories.of(registry, runs.values()),
                Lineages.of(view, links),
                new ReaderLists(contents, registry).of(view.id()),
                new Snippets(contents.project(), links).of(view, services));
    }

    private Calendar calendar(
            FeatureView view, SortedMap<Partition, RunRecord> runs, SortedMap<Partition, RunRecord> promoted) {
        return new Calendars(
                        view,
                        runs,
                        promoted,
                        range -> neighbours.stale().of(contents.project(), view, range),
                        contents.now())
                .calendar();
    }

    private String project() {
        return contents.project().name();
    }

    /** The active version, or the one that is named. */
    private FeatureView view(String reference) {
        int at = reference.indexOf('@');
        String name = at < 0 ? reference : reference.substring(0, at);
        List<FeatureView> versions = contents.links().views().get(name);
        if (versions == null) {
            throw PageError.unknown(
                    "feature view", name, contents.links().views().keySet());
        }
        return versions.stream()
                .filter(view ->
                        at < 0 ? contents.isActive(view) : view.id().toString().equals(reference))
                .findFirst()
                .orElseThrow(() -> PageError.unknown(
                        "feature view",
                        reference,
                        versions.stream().map(view -> view.id().toString()).toList()));
    }

    private boolean isActive(List<FeatureView> versions, int version) {
        return versions.stream().anyMatch(view -> view.version() == version && contents.isActive(view));
    }

    private ViewHead head(FeatureView view) {
        return new ViewHead(
                view.name(),
                view.version(),
                view.metadata().description(),
                view.metadata().owner(),
                new TreeMap<>(view.metadata().tags()),
                ViewStates.of(view, contents.freshness(registry).of(view)),
                contents.registration(view),
                contents.isActive(view),
                !view.piiColumns().isEmpty());
    }

    private List<FeatureRow> features(FeatureView view, SortedMap<Partition, RunRecord> promoted) {
        Map<String, List<FeatureDay>> days = days(view, promoted);
        Map<String, List<String>> origins = origins(view.id());
        Set<String> pii = view.piiColumns();
        List<FeatureRow> rows = new ArrayList<>();
        for (Feature feature : view.features()) {
            rows.add(new FeatureRow(
                    feature.name(),
                    feature.type().toString(),
                    feature.description(),
                    feature.defaultValue(),
                    new TreeMap<>(feature.tags()),
                    pii.contains(feature.name()),
                    origins == null ? null : origins.getOrDefault(feature.name(), List.of()),
                    days.getOrDefault(feature.name(), List.of())));
        }
        return rows;
    }

    /** The columns from which features get their values, as the newest run that has shown them did; null before. */
    private @Nullable Map<String, List<String>> origins(ViewId view) {
        return registry.lineage(project()).stream()
                .filter(record -> record.view().equals(view))
                .findFirst()
                .map(ViewPages::origins)
                .orElse(null);
    }

    private static Map<String, List<String>> origins(LineageRecord record) {
        Map<String, List<String>> origins = new HashMap<>();
        record.edges().stream()
                .filter(edge -> !edge.isOfRows() && edge.usage().isDirect())
                .forEach(edge -> origins.computeIfAbsent(edge.column(), first -> new ArrayList<>())
                        .add(edge.table() + "." + edge.tableColumn()));
        return origins;
    }

    private Map<String, List<FeatureDay>> days(FeatureView view, SortedMap<Partition, RunRecord> promoted) {
        Map<String, List<FeatureDay>> days = new HashMap<>();
        List<Partition> newest = new ArrayList<>(promoted.keySet());
        for (Partition partition : newest.subList(Math.max(0, newest.size() - MOST_DAYS), newest.size())) {
            RunRecord run = Objects.requireNonNull(promoted.get(partition));
            Set<String> pii = view.piiColumns();
            for (MeasuredFeature measured : neighbours.statistics().of(view, run)) {
                days.computeIfAbsent(measured.feature(), first -> new ArrayList<>())
                        .add(day(partition, measured, pii.contains(measured.feature())));
            }
        }
        return days;
    }

    private static FeatureDay day(Partition partition, MeasuredFeature measured, boolean pii) {
        return new FeatureDay(
                partition.toString(),
                measured.rows(),
                measured.present(),
                pii ? null : measured.least(),
                pii ? null : measured.greatest(),
                pii ? null : measured.mean(),
                pii ? null : measured.deviation(),
                pii ? List.of() : measured.quantiles());
    }
}
