package dev.sluice.client;

import dev.sluice.feature.Feature;
import dev.sluice.feature.ViewUse;
import dev.sluice.online.EntityKey;
import dev.sluice.online.ItemKey;
import dev.sluice.online.OnlineItem;
import dev.sluice.online.RowCodec;
import dev.sluice.online.RowSchema;
import dev.sluice.online.ServedView;
import dev.sluice.online.StoreDescription;
import dev.sluice.online.ValueText;
import dev.sluice.time.TimeSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** One view as a service uses it: its key in a request, and how its part of a vector is read. Threads may share it. */
final class ServedUse {
    private final StoreDescription description;
    private final ServedView view;
    private final List<Feature> features;
    private final List<String> names;
    private final List<String> keys;
    private final @Nullable Object[] defaults;
    private final double[] defaultNumbers;
    private final Map<Integer, Projection> projections = new ConcurrentHashMap<>();
    private volatile @Nullable Projection latest;

    private ServedUse(StoreDescription description, ViewUse use, ServedView view, List<Feature> features) {
        this.description = description;
        this.view = view;
        this.features = features;
        this.names =
                features.stream().map(feature -> use.outputName(feature.name())).toList();
        this.keys = view.entity().keyNames().stream().map(use::spineColumn).toList();
        this.defaults = features.stream().map(ServedUse::parsedDefault).toArray();
        this.defaultNumbers =
                features.stream().mapToDouble(ServedUse::defaultNumber).toArray();
    }

    static ServedUse of(StoreDescription description, ViewUse use) {
        ServedView view = description.view(use);
        List<Feature> features = use.features().isEmpty()
                ? view.features()
                : use.features().stream().map(view::feature).toList();
        return new ServedUse(description, use, view, features);
    }

    private static @Nullable Object parsedDefault(Feature feature) {
        String text = feature.defaultValue();
        return text == null ? null : ValueText.parse(feature.type(), text);
    }

    private static double defaultNumber(Feature feature) {
        Object value = parsedDefault(feature);
        if (value instanceof Boolean truth) {
            return truth ? 1 : 0;
        }
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }

    ServedView view() {
        return view;
    }

    List<Feature> features() {
        return features;
    }

    int size() {
        return defaultNumbers.length;
    }

    /** The names under which the features come out. */
    List<String> names() {
        return names;
    }

    String outputName(int feature) {
        return names.get(feature);
    }

    @Nullable
    Object defaultValue(int feature) {
        return defaults[feature];
    }

    double defaultNumber(int feature) {
        return defaultNumbers[feature];
    }

    ItemKey item(Map<String, ?> request) {
        List<@Nullable Object> values = new ArrayList<>(keys.size());
        for (String key : keys) {
            values.add(request.get(key));
        }
        return new ItemKey(EntityKey.of(view.entity(), values).text(), view.id());
    }

    /** The bytes are found whole here or refused. */
    UseRow row(@Nullable OnlineItem item, long nowMicros, GetOptions options) {
        if (item == null) {
            return UseRow.absent(this, FeatureStatus.NOT_FOUND);
        }
        Projection projection = projection(RowCodec.schemaId(item.value()));
        UseRow.Found found =
                new UseRow.Found(projection.codec().open(item.value()), projection.columns(), item.eventMicros());
        return isOutdated(item, nowMicros, options)
                ? UseRow.outdated(this, found, options)
                : UseRow.present(this, found);
    }

    private boolean isOutdated(OnlineItem item, long nowMicros, GetOptions options) {
        long age = nowMicros - item.eventMicros();
        return exceeds(age, view.ttl()) || exceeds(age, options.maxAge());
    }

    private static boolean exceeds(long ageMicros, @Nullable TimeSpan most) {
        return most != null && ageMicros > most.micros();
    }

    private Projection projection(int schemaId) {
        Projection last = latest;
        if (last != null && last.isOf(schemaId)) {
            return last;
        }
        Projection found = projections.computeIfAbsent(schemaId, this::readProjection);
        latest = found;
        return found;
    }

    private Projection readProjection(int schemaId) {
        RowSchema schema = description
                .schema(view.id(), schemaId)
                .orElseThrow(() -> ClientError.UNKNOWN_SCHEMA.problem("Cannot read " + view.id()
                        + ": a row is of schema %08x, which the store does not describe.".formatted(schemaId)
                        + " Materialize the view again."));
        return Projection.of(schema, features);
    }
}
