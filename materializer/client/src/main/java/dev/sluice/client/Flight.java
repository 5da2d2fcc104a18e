package dev.sluice.client;

import dev.sluice.online.Deadline;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A read under way that several calls may wait for; it ends at the deadline of the call that began it. */
record Flight<T>(CompletableFuture<T> answer, Deadline deadline) {
    static <T> Flight<T> until(Deadline deadline) {
        return new Flight<>(new CompletableFuture<>(), deadline);
    }

    /** The answer; when the read ended for want of time that this call still has, that of another read. */
    CompletableFuture<T> answer(Deadline own, Supplier<CompletableFuture<T>> again) {
        return answer.orTimeout(Math.max(1, deadline.remainingNanos()), TimeUnit.NANOSECONDS)
                .handle((found, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(found);
                    }
                    return deadline.isPassed() && !own.isPassed() ? again.get() : Flight.<T>failed(failure);
                })
                .thenCompose(next -> next);
    }

    private static <T> CompletableFuture<T> failed(Throwable failure) {
        return CompletableFuture.failedFuture(
                failure instanceof CompletionException wrapped && wrapped.getCause() != null
                        ? wrapped.getCause()
                        : failure);
    }

    /** Ends it as the stage ended that read. */
    void end(@Nullable T found, @Nullable Throwable failure) {
        if (failure != null) {
            answer.completeExceptionally(failure);
        } else {
            answer.complete(Objects.requireNonNull(found));
        }
    }
}
