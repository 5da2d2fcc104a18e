package dev.sluice.catalog.page;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.ViewUse;
import dev.sluice.registry.Registry;
import dev.sluice.registry.freshness.Freshness;
import dev.sluice.type.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** The page of a service, with how its views stand at the moment. */
record ServicePages(Contents contents, Registry registry) {
    ServicePage page(String reference) {
        FeatureService service = service(reference);
        List<FeatureService> versions = contents.links().services().getOrDefault(service.name(), List.of(service));
        Freshness freshness = contents.freshness(registry);
        List<ServicePage.Use> uses =
                service.uses().stream().map(use -> use(use, freshness)).toList();
        int highest = versions.stream().mapToInt(FeatureService::version).max().orElse(service.version());
        Snippets snippets = new Snippets(contents.project(), contents.links());
        return new ServicePage(
                head(service, uses, snippets),
                uses,
                outputs(service),
                Versions.of(versions, contents, version -> version == highest),
                Lineages.of(service, contents.links()),
                new ReaderLists(contents, registry).of(service),
                snippets.of(service));
    }

    /** The highest version, or the one that is named. */
    private FeatureService service(String reference) {
        String name = reference.split("@", 2)[0];
        List<FeatureService> versions = contents.links().services().get(name);
        if (versions == null) {
            throw PageError.unknown(
                    "feature service", name, contents.links().services().keySet());
        }
        return versions.stream()
                .filter(service -> name.equals(reference) || service.id().equals(reference))
                .max(Comparator.comparing(FeatureService::version))
                .orElseThrow(() -> PageError.unknown(
                        "feature service",
                        reference,
                        versions.stream().map(FeatureService::id).toList()));
    }

    private ServicePage.Head head(FeatureService service, List<ServicePage.Use> uses, Snippets snippets) {
        return new ServicePage.Head(
                service.name(),
                service.version(),
                service.metadata().description(),
                service.metadata().owner(),
                new TreeMap<>(service.metadata().tags()),
                ViewStates.worst(uses.stream().map(ServicePage.Use::state).toList()),
                contents.registration(service),
                service.values().toString(),
                snippets.keys(service).stream().map(Column::toString).toList());
    }

    private ServicePage.Use use(ViewUse use, Freshness freshness) {
        FeatureView view = contents.links().view(use);
        return new ServicePage.Use(
                view.id().toString(),
                use.version() != null,
                use.as(),
                new TreeMap<>(use.on()),
                ViewStates.of(view, freshness.of(view)));
    }

    private List<ServicePage.Output> outputs(FeatureService service) {
        List<ServicePage.Output> outputs = new ArrayList<>();
        for (ViewUse use : service.uses()) {
            FeatureView view = contents.links().view(use);
            Set<String> pii = view.piiColumns();
            List<String> asked = use.features().isEmpty() ? view.featureNames() : use.features();
            asked.forEach(name -> outputs.add(new ServicePage.Output(
                    use.outputName(name),
                    view.feature(name).type().toString(),
                    view.id().toString(),
                    name,
                    pii.contains(name))));
        }
        return outputs;
    }
}
