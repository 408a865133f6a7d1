package dev.crossdock.gcs.auth;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.WireException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The one place where what went wrong on the way to a token gets its class, with the hop and the likely reason.
final class IdentityFailures {

    /// Google puts up with clocks that are a few minutes off.
    private static final Duration SKEW_MIN = Duration.ofMinutes(4);

    private final String store;

    /// @param store who wants the token, for messages
    IdentityFailures(String store) {
        this.store = store;
    }

    /// What kind of refusal it is.
    ///
    /// @param now time at this machine
    FailureCode code(Hop hop, IdentityReply reply, Instant now) {
        if (refusedUs(reply) && skew(reply, now).isPresent()) {
            return FailureCode.CLOCK_SKEW;
        }
        return Reason.of(hop, reply.errorCode(), reply.errorMessage()).map(Reason::code).orElse(byStatus(reply));
    }

    /// A service refused.
    ///
    /// @param now time at this machine
    /// @param secrets what the message must not show
    StoreException refused(Hop hop, IdentityReply reply, Instant now, List<String> secrets) {
        String said = Wording.clean((reply.errorCode() + ' ' + reply.errorMessage()).strip(), secrets);
        String likely = likely(hop, reply, now);
        String message = hop + " refused: status " + reply.status() + (said.isEmpty() ? "" : ", " + said)
                + (likely.isEmpty() ? "" : "; likely reason: " + likely);
        ServiceAnswer answer = new ServiceAnswer(reply.status(), Wording.clean(reply.errorCode(), secrets), "", "");
        return new StoreException(new Failure(code(hop, reply, now), Operation.AUTHENTICATE, store, message,
                Optional.of(answer), Optional.empty()));
    }

    /// A service answered something that makes no sense.
    StoreException senseless(Hop hop, IdentityReply reply, String what) {
        return new StoreException(new Failure(FailureCode.NOT_S3_RESPONSE, Operation.AUTHENTICATE, store,
                hop + " failed: status " + reply.status() + ' ' + what,
                Optional.of(new ServiceAnswer(reply.status(), "", "", "")), Optional.empty()));
    }

    /// There was no answer.
    StoreException broken(Hop hop, IOException e) {
        FailureCode code = e instanceof WireException wire ? code(wire.kind()) : FailureCode.CONNECTION_LOST;
        return new StoreException(Failure.of(code, Operation.AUTHENTICATE, store,
                hop + " failed: " + Wording.clean(String.valueOf(e.getMessage()), List.of())), e);
    }

    /// A failure that no service has a part in.
    StoreException ours(FailureCode code, String message) {
        return new StoreException(Failure.of(code, Operation.AUTHENTICATE, store, message));
    }

    private static String likely(Hop hop, IdentityReply reply, Instant now) {
        Optional<Duration> skew = refusedUs(reply) ? skew(reply, now) : Optional.empty();
        if (skew.isPresent()) {
            return "the clock of this machine is " + skew.get().abs().toSeconds() + " s "
                    + (skew.get().isNegative() ? "ahead of" : "behind") + " the service's";
        }
        return Reason.of(hop, reply.errorCode(), reply.errorMessage()).map(each -> each.likely(hop)).orElse("");
    }

    /// Answers that a wrong clock can be behind.
    private static boolean refusedUs(IdentityReply reply) {
        return reply.status() == 400 || reply.status() == 401 || reply.status() == 403;
    }

    private static Optional<Duration> skew(IdentityReply reply, Instant now) {
        return reply.date().map(date -> Duration.between(now, date))
                .filter(off -> off.abs().compareTo(SKEW_MIN) >= 0);
    }

    private static FailureCode byStatus(IdentityReply reply) {
        return switch (reply.status()) {
            case 403 -> FailureCode.ACCESS_DENIED;
            case 404 -> FailureCode.AUTH_MISSING;
            case 408, 429 -> FailureCode.THROTTLED;
            default -> reply.status() >= 500
                    ? FailureCode.SERVER_ERROR
                    : reply.status() >= 400
                            ? FailureCode.AUTH_INVALID
                            : reply.status() >= 300 ? FailureCode.REDIRECT_REFUSED : FailureCode.NOT_S3_RESPONSE;
        };
    }

    private static FailureCode code(WireException.Kind kind) {
        return switch (kind) {
            case HOST_UNKNOWN -> FailureCode.HOST_UNKNOWN;
            case CONNECT, LOST -> FailureCode.CONNECTION_LOST;
            case TLS_UNTRUSTED -> FailureCode.TLS_UNTRUSTED;
            case TRUNCATED -> FailureCode.SHORT_READ;
            case STALLED -> FailureCode.STALLED;
            case PROTOCOL -> FailureCode.NOT_S3_RESPONSE;
            case LIMIT -> FailureCode.HTTP_LIMIT;
        };
    }
}
