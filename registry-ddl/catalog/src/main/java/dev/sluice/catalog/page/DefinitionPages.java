package dev.sluice.catalog.page;

import dev.sluice.feature.Entity;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Source;
import dev.sluice.feature.SourceUse;
import dev.sluice.registry.Registry;
import dev.sluice.registry.SourceFileRecord;
import dev.sluice.type.Column;
import java.util.List;
import java.util.TreeMap;

/** The pages of sources and entities. */
record DefinitionPages(Contents contents, Registry registry) {
    SourcePage source(String name) {
        Source source = contents.links().sources().get(name);
        if (source == null) {
            throw PageError.unknown("source", name, contents.links().sources().keySet());
        }
        return new SourcePage(
                name,
                new SourcePage.Head(
                        source.metadata().description(),
                        source.metadata().owner(),
                        new TreeMap<>(source.metadata().tags()),
                        contents.registration(source)),
                source.format().toString(),
                Secrets.masked(source.path()),
                source.eventTime(),
                Secrets.masked(source.options()),
                files(source),
                contents.links().readersOf(source).stream()
                        .map(view -> reader(source, view))
                        .toList(),
                Lineages.of(source, contents.links()));
    }

    private long files(Source source) {
        return registry.sourceFiles(contents.project().name(), source.name() + "/" + source.reading()).stream()
                .filter(SourceFileRecord::isThere)
                .count();
    }

    private static SourcePage.Reader reader(Source source, FeatureView view) {
        String lookback = view.computation().sources().stream()
                .filter(use -> use.source().equals(source.name()))
                .map(SourceUse::lookback)
                .findFirst()
                .orElseThrow()
                .toString();
        return new SourcePage.Reader(
                view.id().toString(), lookback, view.metadata().description());
    }

    EntityPage entity(String name) {
        Entity entity = contents.links().entities().get(name);
        if (entity == null) {
            throw PageError.unknown("entity", name, contents.links().entities().keySet());
        }
        List<FeatureView> views = contents.links().viewsOf(entity);
        return new EntityPage(
                name,
                entity.metadata().description(),
                entity.metadata().owner(),
                new TreeMap<>(entity.metadata().tags()),
                views.stream().anyMatch(view -> entity.keyNames().stream().anyMatch(view.piiColumns()::contains)),
                entity.key().stream().map(Column::toString).toList(),
                contents.registration(entity),
                views.stream()
                        .map(view -> ViewStates.of(view, contents.freshness(view.id())))
                        .toList());
    }
}
