package dev.crossdock.testkit.gcs;

import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Who may do what. Whoever uses it holds the fake's lock.
final class Access {
    static final String CREATE = "storage.objects.create";
    static final String DELETE = "storage.objects.delete";
    static final String GET = "storage.objects.get";
    static final String LIST = "storage.objects.list";
    static final String UPDATE = "storage.objects.update";
    private static final String PAY = "serviceusage.services.use";
    private static final String CALLER = "tester@crossdock-test.iam.gserviceaccount.com";

    private final Cloud cloud;
    private final Map<String, Instant> tokens = new HashMap<>();
    private final Set<String> denied = new HashSet<>();

    Access(Cloud cloud) {
        this.cloud = cloud;
    }

    void accept(String token, Instant until) {
        tokens.put(token, until);
    }

    void deny(String permission) {
        denied.add(permission);
    }

    void allow(String permission) {
        denied.remove(permission);
    }

    boolean isDenied(String permission) {
        return denied.contains(permission);
    }

    /// Whatever is asked for: a token that is shown has to be a good one.
    void authenticate(Call call) {
        Optional<String> shown = call.header("Authorization");
        if (shown.isPresent() && !isGood(shown.get())) {
            throw GcsError.wrongCredentials();
        }
    }

    /// Nobody does this without a token.
    void identified(Call call, String permission) {
        call.needs(permission);
        if (call.header("Authorization").isEmpty()) {
            throw GcsError.noCredentials(permission, "project");
        }
        if (denied.contains(permission)) {
            throw GcsError.forbidden(CALLER, permission, "project");
        }
    }

    /// @throws GcsError unless the caller has this permission for what is in the bucket, and somebody pays
    void require(Call call, Shelf shelf, String permission) {
        call.needs(permission);
        String thing = permission.startsWith("storage.objects.") && !permission.equals(LIST) ? "object" : "bucket";
        boolean isAnonymous = call.header("Authorization").isEmpty();
        if (isAnonymous && !isPublic(shelf, permission)) {
            throw GcsError.noCredentials(permission, thing);
        }
        requirePayer(call, shelf);
        if (denied.contains(permission)) {
            throw GcsError.forbidden(CALLER, permission, thing);
        }
    }

    /// What is not there is told only to those who could see it in a listing.
    GcsError missing(Shelf shelf, String name) {
        return denied.contains(LIST)
                ? GcsError.forbidden(CALLER, LIST, "bucket")
                : GcsError.noObject(shelf.name(), name);
    }

    private void requirePayer(Call call, Shelf shelf) {
        if (!shelf.settings().is(GcsBucket.Trait.REQUESTER_PAYS)) {
            return;
        }
        if (call.parameter("userProject").or(() -> call.header("X-Goog-User-Project")).isEmpty()) {
            throw GcsError.required("Bucket is a requester pays bucket but no user project provided.");
        }
        call.needs(PAY);
        if (denied.contains(PAY)) {
            throw GcsError.forbidden(CALLER, PAY, "project");
        }
    }

    private static boolean isPublic(Shelf shelf, String permission) {
        return shelf.settings().is(GcsBucket.Trait.PUBLIC) && (permission.equals(GET) || permission.equals(LIST));
    }

    private boolean isGood(String authorization) {
        if (!authorization.startsWith("Bearer ")) {
            return false;
        }
        Instant until = tokens.getOrDefault(authorization.substring("Bearer ".length()), Instant.MIN);
        return cloud.now().isBefore(until);
    }
}
