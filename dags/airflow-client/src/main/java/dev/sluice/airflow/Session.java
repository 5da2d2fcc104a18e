package dev.sluice.airflow;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sluice.problem.SluiceException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** Requests that are sent again where that is safe, for as long as the patience lasts. Threads may share it. */
final class Session {
    private static final int UNAUTHORIZED = 401;
    private static final int TOO_MANY = 429;
    private static final int BROKEN = 500;
    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;

    private final Channel channel;
    private final Login login;
    private final Patience patience;
    private final Complaint complaint;

    Session(Channel channel, Login login, Patience patience) {
        this.channel = channel;
        this.login = login;
        this.patience = patience;
        this.complaint = new Complaint(channel.base());
    }

    /** The same server for somebody else. */
    Session as(Login other) {
        return new Session(channel, other, patience);
    }

    Patience patience() {
        return patience;
    }

    /** What a good answer says. */
    JsonNode json(Call call) {
        return json(call, good(call));
    }

    private JsonNode json(Call call, Outcome.Reply reply) {
        JsonNode json = Json.parsed(reply.text());
        if (json == null) {
            throw AirflowError.FAILED.problem("Cannot " + call.doing() + ": what answers at " + channel.base()
                    + " sends no JSON (" + Complaint.text(reply.text())
                    + "). Is this the address of Airflow's web server?");
        }
        return json;
    }

    Outcome.Reply good(Call call) {
        Outcome.Reply reply = reply(call);
        if (!reply.isGood()) {
            throw problem(call, reply);
        }
        return reply;
    }

    /** The same of what may not be there. */
    Optional<JsonNode> found(Call call) {
        Outcome.Reply reply = reply(call);
        if (Complaint.isOfAbsence(reply)) {
            return Optional.empty();
        }
        if (!reply.isGood()) {
            throw problem(call, reply);
        }
        return Optional.of(json(call, reply));
    }

    SluiceException problem(Call call, Outcome.Reply reply) {
        return complaint.problem(call, reply);
    }

    /**
     * The answer, whatever it says.
     *
     * @throws LostAnswerException when a request that changes something may have been carried out, in any of its attempts
     */
    Outcome.Reply reply(Call call) {
        long begun = System.nanoTime();
        boolean renewed = false;
        boolean arrived = false;
        int attempt = 1;
        while (true) {
            String authorization = login.authorization();
            Outcome outcome = once(call, authorization, left(begun));
            arrived |= mayHaveArrived(outcome);
            if (isRefused(outcome) && !renewed && login.renew(authorization)) {
                renewed = true;
                continue;
            }
            Duration pause = pause(attempt, asked(outcome));
            if (!isWorthAnother(call, outcome) || attempt >= patience.attempts() || pause.compareTo(left(begun)) >= 0) {
                return settled(call, outcome, arrived);
            }
            sleep(call, pause);
            attempt++;
        }
    }

    private Outcome once(Call call, @Nullable String authorization, Duration left) {
        try {
            return channel.send(call, authorization, left.compareTo(patience.answer()) < 0 ? left : patience.answer());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw call.changes() ? lost(call, "it was interrupted", Duration.ZERO, e) : interrupted(call, e);
        }
    }

    private Duration left(long begun) {
        Duration left = patience.call().minusNanos(System.nanoTime() - begun);
        return left.isNegative() ? Duration.ZERO : left;
    }

    private static boolean isRefused(Outcome outcome) {
        return outcome instanceof Outcome.Reply reply && reply.status() == UNAUTHORIZED;
    }

    /** Whether the server may have carried the request out without saying so. */
    private static boolean mayHaveArrived(Outcome outcome) {
        return outcome instanceof Outcome.Reply reply ? reply.status() >= BROKEN : ((Outcome.Silence) outcome).sent();
    }

    /** A request that did not arrive, or was not taken, is sent again always; one that may have arrived only if it may be. */
    private static boolean isWorthAnother(Call call, Outcome outcome) {
        if (outcome instanceof Outcome.Reply reply) {
            boolean passing = reply.status() >= BAD_GATEWAY && reply.status() <= GATEWAY_TIMEOUT;
            return reply.status() == TOO_MANY || (passing && call.repeatable());
        }
        return call.repeatable() || !((Outcome.Silence) outcome).sent();
    }

    private Duration pause(int attempt, Duration asked) {
        Duration own = patience.pauseAfter(attempt, ThreadLocalRandom.current().nextDouble());
        return asked.compareTo(own) > 0 ? asked : own;
    }

    /** How long the server wants to be left alone; zero when it has not said. */
    private static Duration asked(Outcome outcome) {
        return outcome instanceof Outcome.Reply reply
                ? reply.header("Retry-After")
                        .filter(seconds -> seconds.matches("\\d{1,6}"))
                        .map(seconds -> Duration.ofSeconds(Long.parseLong(seconds)))
                        .orElse(Duration.ZERO)
                : Duration.ZERO;
    }

    /**
     * Waits before a request is sent again whose answer was lost.
     *
     * @param left until nobody waits any more
     * @return whether that is still in time
     */
    boolean pauseAfter(int attempt, LostAnswerException lost, Duration left) {
        Duration pause = pause(attempt, lost.retryAfter());
        if (attempt >= patience.attempts() || pause.compareTo(left) >= 0) {
            return false;
        }
        sleep(lost.call(), pause);
        return true;
    }

    private Outcome.Reply settled(Call call, Outcome outcome, boolean arrived) {
        boolean unknown = arrived && call.changes();
        if (outcome instanceof Outcome.Reply reply) {
            if (unknown && reply.isPassing()) {
                String why = "it answers " + reply.status() + ", " + Complaint.text(reply.text());
                throw lost(call, why, asked(reply), null);
            }
            return reply;
        }
        Outcome.Silence silence = (Outcome.Silence) outcome;
        if (unknown) {
            throw lost(call, reason(silence), Duration.ZERO, silence.cause());
        }
        throw AirflowError.UNREACHABLE.problem(
                "Cannot " + call.doing() + ": Airflow at " + channel.base() + " does not answer (" + reason(silence)
                        + "). Is it running, and is `airflow: url:` in sluice.yaml its address?",
                silence.cause());
    }

    private static String reason(Outcome.Silence silence) {
        String message = silence.cause().getMessage();
        return message == null ? silence.cause().getClass().getSimpleName() : message;
    }

    private LostAnswerException lost(Call call, String why, Duration retryAfter, @Nullable Throwable cause) {
        return new LostAnswerException(
                call,
                retryAfter,
                "Cannot tell whether Airflow at " + channel.base() + " did what it was asked (" + call.doing() + "): "
                        + why + ". Look before you ask again.",
                cause);
    }

    private static SluiceException interrupted(Call call, InterruptedException cause) {
        return AirflowError.INTERRUPTED.problem("Cannot " + call.doing() + ": it was interrupted.", cause);
    }

    private static void sleep(Call call, Duration pause) {
        try {
            Thread.sleep(pause.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw interrupted(call, e);
        }
    }
}
