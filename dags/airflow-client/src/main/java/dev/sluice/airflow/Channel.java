package dev.sluice.airflow;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Redirect;
import java.net.http.HttpClient.Version;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** The way to a server: one request, one answer or the news that there is none. */
final class Channel {
    private static final long MOST_BYTES = 64L << 20;

    private final URI base;
    private final HttpClient client;

    Channel(URI base, Duration connect) {
        this.base = base;
        this.client = HttpClient.newBuilder()
                .version(Version.HTTP_1_1)
                .followRedirects(Redirect.NEVER)
                .connectTimeout(connect)
                .build();
    }

    URI base() {
        return base;
    }

    /**
     * @param authorization the header; null for none
     * @param most how long the whole answer may take
     * @throws InterruptedException when this thread is; the server may have got the request
     */
    Outcome send(Call call, @Nullable String authorization, Duration most) throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request(call, authorization), info -> new LimitedBody(MOST_BYTES));
        try {
            HttpResponse<byte[]> response = answer.get(most.toMillis(), TimeUnit.MILLISECONDS);
            return new Outcome.Reply(response.statusCode(), response.headers(), response.body());
        } catch (ExecutionException e) {
            return silence(e.getCause());
        } catch (TimeoutException e) {
            answer.cancel(true);
            return new Outcome.Silence(
                    new HttpTimeoutException("no whole answer within " + most.toMillis() + " ms"), true);
        } catch (InterruptedException e) {
            answer.cancel(true);
            throw e;
        }
    }

    private HttpRequest request(Call call, @Nullable String authorization) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + call.path())).header("Accept", call.accept());
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        String body = call.body();
        if (body == null) {
            return request.method(call.method(), BodyPublishers.noBody()).build();
        }
        return request.header("Content-Type", "application/json")
                .method(call.method(), BodyPublishers.ofString(body))
                .build();
    }

    private static Outcome silence(@Nullable Throwable cause) {
        boolean unsent = cause instanceof ConnectException
                || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException;
        return cause instanceof IOException io
                ? new Outcome.Silence(io, !unsent)
                : new Outcome.Silence(new IOException(String.valueOf(cause), cause), !unsent);
    }
}
