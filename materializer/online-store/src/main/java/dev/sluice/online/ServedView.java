package dev.sluice.online;

import dev.sluice.feature.Entity;
import dev.sluice.feature.Feature;
import dev.sluice.feature.FeatureView;
import dev.sluice.feature.Metadata;
import dev.sluice.feature.ViewId;
import dev.sluice.problem.NearestName;
import dev.sluice.time.TimeSpan;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What serving knows of a view: no transform, no expectations, no words for people.
 *
 * @param features in the order of the view, with their defaults
 * @param ttl the greatest age of a value that is still served, inclusive; null for no limit
 */
public record ServedView(
        ViewId id,
        Entity entity,
        List<Feature> features,
        @Nullable TimeSpan ttl) {
    public ServedView {
        entity = withoutWords(entity);
        features = features.stream().map(ServedView::withoutWords).toList();
    }

    public static ServedView of(FeatureView view) {
        return new ServedView(
                view.id(), view.entity(), view.features(), view.lifetime().ttl());
    }

    static Entity withoutWords(Entity entity) {
        return new Entity(entity.name(), entity.key(), Metadata.NONE);
    }

    private static Feature withoutWords(Feature feature) {
        return new Feature(feature.name(), feature.type(), "", feature.defaultValue());
    }

    /** The schema of the rows that are written today. */
    public RowSchema schema() {
        return new RowSchema(features.stream().map(Feature::column).toList());
    }

    /** The feature of this name; an unknown one is an error that names the nearest. */
    public Feature feature(String name) {
        List<String> names = features.stream().map(Feature::name).toList();
        int index = names.indexOf(name);
        if (index < 0) {
            throw OnlineStoreError.UNKNOWN_NAME.problem(
                    "Unknown feature: '" + name + "' of feature view " + id + "." + NearestName.hint(name, names));
        }
        return features.get(index);
    }
}
