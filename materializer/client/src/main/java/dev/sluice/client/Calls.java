package dev.sluice.client;

import dev.sluice.online.OnlineStore;
import dev.sluice.problem.ErrorType;
import dev.sluice.problem.SluiceException;
import dev.sluice.time.TimeSpan;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** How calls are answered: first the description, which tells the items, then these, all of one description. */
final class Calls {
    private final DescriptionCache descriptions;
    private final ItemReads items;
    private final ClientOptions options;

    Calls(OnlineStore store, ReadThreads threads, ClientOptions options) {
        this.options = options;
        this.descriptions = new DescriptionCache(store, threads, options);
        this.items = new ItemReads(
                new StoreReads(store, threads, options), ItemCache.of(options.cache()), options.metrics());
    }

    List<FeatureVector> get(String service, List<? extends Map<String, ?>> keys, GetOptions call) {
        Patience patience = patience(service, call.deadline());
        List<FeatureVector> vectors;
        try {
            ServedService served = patience.await(descriptions.service(service, patience.deadline()));
            vectors =
                    patience.await(new Request(served, keys, call).vectors(items, patience.deadline(), Waiter.CALLER));
        } catch (SluiceException e) {
            vectors = otherwise(patience, keys, call, e);
        }
        return answered(patience, vectors);
    }

    CompletableFuture<List<FeatureVector>> later(String service, List<? extends Map<String, ?>> keys, GetOptions call) {
        Patience patience = patience(service, call.deadline());
        return patience.limit(descriptions
                        .service(service, patience.deadline())
                        .thenCompose(served ->
                                new Request(served, keys, call).vectors(items, patience.deadline(), Waiter.NOBODY)))
                .exceptionally(failure -> otherwise(patience, keys, call, patience.problem(failure)))
                .thenApply(vectors -> answered(patience, vectors));
    }

    /** The keys with their texts read as the types that they have. */
    Map<String, Object> typed(String service, Map<String, String> keys) {
        Patience patience = patience(service, null);
        return patience.await(
                descriptions.service(service, patience.deadline()).thenApply(served -> served.typed(keys)));
    }

    private Patience patience(String service, @Nullable TimeSpan own) {
        return new Patience(service, own == null ? options.deadline() : own);
    }

    /** The declared defaults, where the call wants them and it is the store that failed. */
    private List<FeatureVector> otherwise(
            Patience patience, List<? extends Map<String, ?>> keys, GetOptions call, SluiceException problem) {
        ServedService served = call.defaultsOnFailure() && problem.type() == ErrorType.EXTERNAL
                ? descriptions.lastKnown(patience.service())
                : null;
        if (served == null) {
            options.metrics().failed(patience.service(), patience.sinceBegin(), problem.code());
            throw problem;
        }
        keys.forEach(served::items);
        return Collections.nCopies(keys.size(), served.unavailable());
    }

    private List<FeatureVector> answered(Patience patience, List<FeatureVector> vectors) {
        ClientMetrics metrics = options.metrics();
        if (metrics != ClientMetrics.NONE) {
            metrics.answered(patience.service(), patience.sinceBegin(), vectors.size());
            StatusCount.of(vectors).tell(patience.service(), metrics);
        }
        return vectors;
    }
}
