package dev.sluice.server;

import dev.sluice.feature.FeatureService;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.ViewUse;
import dev.sluice.online.ServedView;
import dev.sluice.online.StoreDescription;
import dev.sluice.problem.SluiceException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A service that a request makes of references, or of another service with full names.
 *
 * @param order for each feature of the answer its place in the service's vector; null for the vector as it is
 */
record RequestedService(FeatureService service, int @Nullable [] order) {
    private static final String NAME = "requested";

    static RequestedService of(StoreDescription description, Selection.OfReferences selection) {
        List<FeatureReference> references = parsed(selection.references());
        for (int i = 0; i < references.size(); i++) {
            require(description, references.get(i), field(i));
        }
        List<ViewUse> uses = new ArrayList<>();
        List<FeatureReference> placed = new ArrayList<>();
        for (FeatureReference first : references) {
            if (!placed.contains(first)) {
                List<FeatureReference> same =
                        references.stream().filter(first::isOfSameView).toList();
                uses.add(use(first, same, selection.fullNames()));
                placed.addAll(same);
            }
        }
        requireDistinctNames(uses);
        int[] order = references.stream().mapToInt(placed::indexOf).toArray();
        return new RequestedService(new FeatureService(NAME, 1, uses, Metadata.NONE), order);
    }

    /** The same service, whose features have the names of their views before them. */
    static RequestedService withFullNames(FeatureService service) {
        List<ViewUse> uses = service.uses().stream()
                .map(use -> use.as() != null
                        ? use
                        : new ViewUse(use.view(), use.version(), use.view(), use.features(), use.on()))
                .toList();
        return new RequestedService(new FeatureService(NAME, 1, uses, Metadata.NONE), null);
    }

    private static String field(int index) {
        return "features[" + index + "]";
    }

    private static List<FeatureReference> parsed(List<String> texts) {
        Set<FeatureReference> references = new LinkedHashSet<>();
        for (int i = 0; i < texts.size(); i++) {
            references.add(FeatureReference.parse(field(i), texts.get(i)));
        }
        return List.copyOf(references);
    }

    private static void require(StoreDescription description, FeatureReference reference, String field) {
        try {
            ViewUse whole = new ViewUse(reference.view(), reference.version(), null, List.of(), Map.of());
            ServedView view = description.view(whole);
            if (reference.version() == null) {
                view = description.view(use(reference, List.of(reference), false));
            }
            view.feature(reference.feature());
        } catch (SluiceException e) {
            throw new RefusedRequest(e.code(), List.of(new FieldProblem(field, e.getMessage())));
        }
    }

    private static ViewUse use(FeatureReference view, List<FeatureReference> features, boolean fullNames) {
        return new ViewUse(
                view.view(),
                view.version(),
                fullNames ? view.view() : null,
                features.stream().map(FeatureReference::feature).toList(),
                Map.of());
    }

    private static void requireDistinctNames(List<ViewUse> uses) {
        Set<String> names = new HashSet<>();
        for (ViewUse use : uses) {
            for (String feature : use.features()) {
                if (!names.add(use.outputName(feature))) {
                    throw new RefusedRequest(
                            "features",
                            "two of them are named " + use.outputName(feature)
                                    + ". Ask for full_feature_names, or in two requests.");
                }
            }
        }
    }
}
