package dev.crossdock.gcs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossdock.object.Algorithm;
import dev.crossdock.object.ByteRange;
import dev.crossdock.store.Deletion;
import dev.crossdock.store.Failure;
import dev.crossdock.store.FailureCode;
import dev.crossdock.store.ListOptions;
import dev.crossdock.store.Precondition;
import dev.crossdock.store.ReadOptions;
import dev.crossdock.store.StoreException;
import dev.crossdock.store.WriteOptions;
import dev.crossdock.testkit.gcs.GcsFault;
import dev.crossdock.testkit.gcs.GcsRule;
import dev.crossdock.testkit.store.SampleBytes;
import dev.crossdock.testkit.store.StoreProbe;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class GcsFailuresTest {

    /// What is done to the store.
    enum Act {
        LIST, STAT, READ, WRITE, COMPOSE, COPY, DELETE
    }

    /// Act, status, the service's reason, its message, our code.
    private static final String REFUSALS = """
            READ | 429 | rateLimitExceeded | '' | THROTTLED
            LIST | 403 | userRateLimitExceeded | '' | THROTTLED
            READ | 429 | '' | '' | THROTTLED
            READ | 500 | backendError | '' | SERVER_ERROR
            READ | 500 | internalError | '' | SERVER_ERROR
            LIST | 502 | '' | '' | SERVER_ERROR
            LIST | 503 | backendError | '' | SERVER_ERROR
            LIST | 504 | gatewayTimeout | '' | SERVER_ERROR
            WRITE | 408 | requestTimeout | '' | REQUEST_TIMEOUT
            WRITE | 408 | '' | '' | REQUEST_TIMEOUT
            READ | 412 | conditionNotMet | '' | SOURCE_CHANGED
            WRITE | 412 | conditionNotMet | '' | CONFLICT
            COMPOSE | 412 | conditionNotMet | '' | CONFLICT
            COPY | 412 | conditionNotMet | '' | CONFLICT
            WRITE | 409 | conflict | '' | TARGET_RACE
            READ | 404 | notFound | No such object | GONE
            READ | 404 | notFound | The specified bucket does not exist. | NO_SUCH_BUCKET
            STAT | 404 | notFound | The specified bucket does not exist. | NO_SUCH_BUCKET
            LIST | 404 | notFound | The specified bucket does not exist. | NO_SUCH_BUCKET
            LIST | 404 | notFound | Not Found | NO_SUCH_BUCKET
            WRITE | 404 | notFound | Not Found | NO_SUCH_BUCKET
            COMPOSE | 404 | notFound | Object not found | UPLOAD_LOST
            LIST | 401 | authError | Invalid Credentials | AUTH_INVALID
            LIST | 401 | authError | Token has expired | AUTH_EXPIRED
            LIST | 401 | required | Anonymous caller does not have access | AUTH_MISSING
            LIST | 401 | '' | '' | AUTH_INVALID
            LIST | 403 | accountDisabled | '' | AUTH_INVALID
            LIST | 403 | accountDisabled | The billing account is closed | PAYER_UNKNOWN
            WRITE | 403 | forbidden | does not have storage.objects.create access | ACCESS_DENIED
            WRITE | 403 | insufficientPermissions | '' | ACCESS_DENIED
            WRITE | 403 | forbidden | Permission denied on Cloud KMS key. Please ensure | KMS_DENIED
            WRITE | 400 | cloudKmsDisabledKey | '' | KMS_STATE
            WRITE | 403 | cloudKmsEncryptionKeyNotFound | '' | KMS_STATE
            DELETE | 403 | retentionPolicyNotMet | '' | LOCKED
            DELETE | 403 | objectUnderActiveHold | '' | LOCKED
            DELETE | 403 | forbidden | Object is under active Temporary hold | LOCKED
            LIST | 400 | required | Bucket is a requester pays bucket but no user project provided. | PAYER_UNKNOWN
            LIST | 400 | userProjectMissing | '' | PAYER_UNKNOWN
            LIST | 403 | userProjectAccessDenied | '' | ACCESS_DENIED
            WRITE | 403 | quotaExceeded | '' | NO_SPACE
            WRITE | 400 | uploadTooLarge | '' | OBJECT_TOO_LARGE
            WRITE | 413 | '' | '' | OBJECT_TOO_LARGE
            WRITE | 400 | invalid | Provided CRC32C "A" doesn't match calculated CRC32C "B". | CHECKSUM_MISMATCH
            WRITE | 400 | invalid | Provided MD5 hash "A" doesn't match calculated MD5 hash "B". | CHECKSUM_MISMATCH
            WRITE | 400 | invalidParameter | '' | BAD_REQUEST
            WRITE | 400 | somethingNew | '' | BAD_REQUEST
            STAT | 400 | resourceIsEncryptedWithCustomerEncryptionKey | '' | UNSUPPORTED
            READ | 416 | requestedRangeNotSatisfiable | '' | BAD_REQUEST
            READ | 418 | '' | '' | UNCLASSIFIED
            LIST | 302 | '' | '' | REDIRECT_REFUSED
            WRITE | 501 | notImplemented | '' | UNSUPPORTED
            """;

    private final FakeBucket bucket = new FakeBucket();
    private final GcsStore store = bucket.open();
    private final StoreProbe probe = new StoreProbe(store);

    @AfterEach
    void close() {
        bucket.close();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = REFUSALS)
    void eachRefusalHasItsCode(Act act, int status, String reason, String message, FailureCode expected)
            throws Exception {
        StoreProbe.Attempt attempt = prepared(act);
        GcsRule rule = bucket.fake().add(GcsRule.always(_ -> true, GcsFault.refuse(status, reason, message)));

        Failure failure = StoreProbe.failure(attempt);

        assertThat(failure.code()).isEqualTo(expected);
        assertThat(failure.answer().orElseThrow().status()).isEqualTo(status);
        assertThat(rule.fired()).isPositive();
    }

    @ParameterizedTest
    @EnumSource
    void noFailureShowsTheToken(Act act) throws Exception {
        StoreProbe.Attempt attempt = prepared(act);
        bucket.fake().add(GcsRule.always(_ -> true, GcsFault.refuse(403, "forbidden", "no")));

        assertThat(StoreProbe.failure(attempt).toString()).doesNotContain(bucket.fake().token());
        assertThat(bucket.fake().requests().getLast().header("authorization")).startsWith("Bearer");
    }

    @Test
    void theServicesIdOfARequestAndThePauseThatItAsksForAreKept() throws Exception {
        GcsRule rule = bucket.fake().add(GcsRule.once(_ -> true, new GcsFault.Refuse(429, "rateLimitExceeded", "slow",
                Map.of("Retry-After", "7", "X-GUploader-UploadID", "ABPnzL-id"))));

        Failure failure = StoreProbe.failure(() -> store.stat("a"));

        assertThat(rule.fired()).isEqualTo(1);
        assertThat(failure.retryAfter()).contains(Duration.ofSeconds(7));
        assertThat(failure.answer().orElseThrow().requestId()).isEqualTo("ABPnzL-id");
        assertThat(failure.answer().orElseThrow().serviceCode()).isEqualTo("rateLimitExceeded");
    }

    @Test
    void aTokenThatIsRefusedIsReplacedOnce() throws Exception {
        bucket.fake().accept("second", Duration.ofHours(1));
        RenewedTokens tokens = new RenewedTokens("revoked", "second");
        GcsOptions options = GcsOptions.of(FakeBucket.NAME, bucket.options().origin(), tokens);
        StoreProbe renewed = new StoreProbe(bucket.open(options));

        renewed.put("renewed", SampleBytes.of(1, 100));

        assertThat(renewed.get("renewed")).isEqualTo(SampleBytes.of(1, 100));
        assertThat(tokens.refusals()).isEqualTo(1);
        assertThat(StoreProbe.failure(() -> new StoreProbe(
                bucket.open(GcsOptions.of(FakeBucket.NAME, options.origin(), new RenewedTokens("bad", "worse"))))
                .keys("")).code()).isEqualTo(FailureCode.AUTH_INVALID);
    }

    @Test
    void anonymousRequestsAreToldToCarryOne() {
        GcsStore nobody = bucket.open(
                GcsOptions.of(FakeBucket.NAME, bucket.options().origin(), AccessTokens.anonymous()));

        assertThat(StoreProbe.failure(() -> nobody.stat("a")).code()).isEqualTo(FailureCode.AUTH_MISSING);
    }

    private StoreProbe.Attempt prepared(Act act) throws StoreException {
        return switch (act) {
            case LIST -> () -> store.list(ListOptions.of("")).next();
            case STAT -> () -> store.stat("a");
            case READ -> () -> store.read("a", ReadOptions.pinned("5", new ByteRange(0, 1)));
            case WRITE -> () -> probe.put("a", new byte[3], new Precondition.Absent());
            case COMPOSE -> composing();
            case COPY -> () -> store.copy(store, "a", "5", "b", WriteOptions.of(new Precondition.Absent()));
            case DELETE -> () -> {
                Optional<Failure> failure = store.delete(List.of(new Deletion("a", new Precondition.None())))
                        .getFirst();
                throw new StoreException(failure.orElseThrow());
            };
        };
    }

    private StoreProbe.Attempt composing() throws StoreException {
        UploadToken token = new UploadToken(FakeBucket.NAME, "0".repeat(32), "a");
        GcsClient client = new GcsClient(bucket.env(), bucket.options(), new GcsFailures("gs://harbor"));
        Composition composition = new Composition(client, token, NewObject.part(client, "a"));
        return () -> composition.of(List.of(new dev.crossdock.store.UploadedPart(1, 3, "5", Optional.empty())),
                SampleBytes.checksum(Algorithm.CRC32C, new byte[3]));
    }
}
