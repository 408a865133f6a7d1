package dev.crossdock.s3;

import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.Operation;
import dev.crossdock.store.ServiceAnswer;
import dev.crossdock.store.StoreException;
import dev.crossdock.wire.JsonDocument;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;

/// Why the token service gives no session of a role, as far as its words, its clock and what it was shown tell.
///
/// @param caller who asked, for people
/// @param trust what the role's trust policy would have to say
record RoleRefusal(String caller, String trust) {

    /// Signatures may be some minutes off; a difference beyond this is what was wrong.
    private static final Duration SKEW_MIN = Duration.ofMinutes(4);

    /// The role was asked for with keys.
    static RoleRefusal ofRole(Credentials base) {
        return new RoleRefusal(base.shown(),
                "the trust policy of the role does not admit the caller, or asks for another external id, or the caller"
                        + " lacks sts:AssumeRole on it");
    }

    /// The role was asked for with a token, whose claims the trust policy is held against. They are no secret.
    static RoleRefusal ofToken(Secret token) {
        Optional<JsonDocument> claims = claims(token.reveal());
        String audience = claims.map(each -> each.text("aud")).orElse("");
        String party = claims.map(each -> each.text("azp")).orElse("");
        String subject = claims.map(each -> each.text("sub")).orElse("");
        return new RoleRefusal("a token of " + subject + " for the audience " + audience,
                "the trust policy of the role must allow sts:AssumeRoleWithWebIdentity to accounts.google.com where"
                        + " accounts.google.com:aud is " + (party.isEmpty() ? audience : party)
                        + ", accounts.google.com:oaud is " + audience + " and accounts.google.com:sub is " + subject);
    }

    /// The failure that a reply comes to.
    ///
    /// @param now time at this machine
    StoreException failure(String store, S3Role role, AwsCall.Reply reply, RoleReply said, Instant now) {
        String message = "no session of " + role + " for " + caller + ": status " + reply.status() + ' '
                + Redaction.clean(said.code() + ' ' + said.message(), 300);
        String likely = likely(reply, said, now);
        ServiceAnswer answer = new ServiceAnswer(reply.status(), Redaction.clean(said.code(), 100), "", "");
        return new StoreException(new Failure(code(reply, said, now), Operation.AUTHENTICATE, store,
                likely.isEmpty() ? message : message + "; likely reason: " + likely, Optional.of(answer),
                Optional.empty()));
    }

    private static FailureCode code(AwsCall.Reply reply, RoleReply said, Instant now) {
        FailureCode known = ServiceCodes.meaning(said.code());
        if (clock(reply, said, now).isPresent() && (known == null || known != FailureCode.THROTTLED)) {
            return FailureCode.CLOCK_SKEW;
        }
        if (known != null) {
            return known;
        }
        return reply.status() == 200
                ? FailureCode.NOT_S3_RESPONSE
                : reply.status() >= 500 ? FailureCode.SERVER_ERROR : FailureCode.AUTH_INVALID;
    }

    private String likely(AwsCall.Reply reply, RoleReply said, Instant now) {
        Optional<String> clock = clock(reply, said, now);
        if (clock.isPresent()) {
            return clock.get();
        }
        String words = said.message().toLowerCase(Locale.ROOT);
        return switch (said.code()) {
            case "AccessDenied", "AccessDeniedException" -> trust;
            case "InvalidIdentityToken" -> words.contains("audience")
                    ? "the audience of the token is not the one that the identity provider at AWS knows"
                    : "AWS knows no identity provider for such tokens; for accounts.google.com none has to be made";
            case "IDPRejectedClaim" -> "the identity provider rejected the token, or it was used before";
            case "ExpiredTokenException", "ExpiredToken" -> "the token or session that asked has ended";
            case "InvalidClientTokenId" -> "AWS does not know the access key, or it was disabled";
            case "SignatureDoesNotMatch" -> "the secret access key does not belong to the access key";
            case "RegionDisabledException" -> "the token service is not activated in that region for the account";
            case "PackedPolicyTooLarge" -> "the session policy is too long";
            case "ValidationError" -> words.contains("durationseconds")
                    ? "the role does not allow sessions that long"
                    : "";
            default -> "";
        };
    }

    private static Optional<String> clock(AwsCall.Reply reply, RoleReply said, Instant now) {
        String words = said.message().toLowerCase(Locale.ROOT);
        boolean told = words.contains("signature expired") || words.contains("not yet current");
        Optional<Duration> off = reply.date().map(date -> Duration.between(now, date))
                .filter(each -> each.abs().compareTo(SKEW_MIN) >= 0);
        if (reply.status() < 400 || reply.status() >= 500 || !told && off.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(off.isEmpty()
                ? "the clock of this machine is off"
                : "the clock of this machine is " + off.get().abs().toSeconds() + " s "
                        + (off.get().isNegative() ? "ahead of" : "behind") + " the service's");
    }

    private static Optional<JsonDocument> claims(String token) {
        String[] parts = token.split("\\.", -1);
        try {
            byte[] claims = Base64.getUrlDecoder()
                    .decode(parts.length == 3 ? parts[1].getBytes(StandardCharsets.UTF_8) : new byte[0]);
            return JsonDocument.parse(claims, claims.length);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
