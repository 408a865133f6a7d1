package dev.crossdock.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.store.ObjectStore;
import dev.crossdock.wire.Origin;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The contract against fake-gcs-server, a server by others in another language. It is no Maven artifact: the second
/// stage of `verify` installs it, starts it and names it in the environment, and runs this class by its name, which is
/// none that the default run looks for.
final class FakeGcsServerStoreContract extends GcsStoreContract {

    private static final String COMPOSING = "it composes over whatever is there";
    private static final String DELETING = "it deletes whatever generation is named";

    /// What it does otherwise than the documentation says: the case, and how.
    private static final Map<String, String> DEVIATIONS = Map.of(
            "completionOverAVersion", COMPOSING,
            "completionIntoNothingFindsSomething", COMPOSING,
            "aLateAbortOfALosingAttemptKeepsTheWinnersObject", COMPOSING,
            "ofUploadsIntoNothingExactlyOneWins", COMPOSING,
            "anotherVersionSurvives", DELETING,
            "aBatchAnswersForEachInOrder", DELETING,
            "copyingKeepsThePrecondition", "it rewrites over whatever is there");

    /// A deviation is held to: the case has to fail, or the server has learned it and the entry must go.
    @RegisterExtension
    static final InvocationInterceptor DEVIATING = new InvocationInterceptor() {
        @Override
        public void interceptTestMethod(Invocation<@Nullable Void> invocation,
                ReflectiveInvocationContext<Method> context, ExtensionContext extension) throws Throwable {
            String deviation = DEVIATIONS.get(context.getExecutable().getName());
            if (deviation == null) {
                invocation.proceed();
                return;
            }
            assertThatThrownBy(invocation::proceed).as(deviation).isInstanceOf(AssertionError.class);
        }
    };

    private final GcsOptions options = options();
    private @Nullable ObjectStore store;

    @BeforeEach
    void open() throws Exception {
        URI endpoint = URI.create(options.endpoint());
        HttpRequest making = HttpRequest.newBuilder(endpoint.resolve("/storage/v1/b?project=test"))
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\": \"" + options.bucket() + "\"}")).build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThat(client.send(making, HttpResponse.BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        }
        store = reopened();
    }

    @AfterEach
    void close() {
        store().close();
    }

    @Override
    public ObjectStore store() {
        return Objects.requireNonNull(store);
    }

    @Override
    public ObjectStore reopened() {
        return new GcsStore(env(), options);
    }

    private static GcsOptions options() {
        URI server = URI.create(Objects.requireNonNull(System.getenv("CROSSDOCK_FAKE_GCS_SERVER_URL"),
                "the second stage says where the server is"));
        return GcsOptions.of("crossdock-" + UUID.randomUUID(), new Origin(false, server.getHost(), server.getPort()),
                AccessTokens.anonymous());
    }
}
