package dev.crossdock.testkit.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossdock.testkit.gcs.GcsClient.Said;
import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.junit.jupiter.api.extension.RegisterExtension;

/// The same protocol against fake-gcs-server, a server by others in another language: where both pass, the fake is not
/// alone with its reading of the documentation. It is no Maven artifact: the second stage of `verify` installs it, starts
/// it and names it in the environment, and runs this class by its name, which is none that the default run looks for.
final class FakeGcsServerContract implements ObjectsProtocol, SessionsProtocol, ServerSideProtocol {
    /// What it does otherwise than the documentation says: the case, and how.
    private static final Map<String, String> DEVIATIONS = Map.ofEntries(
            Map.entry("aReadHoldsToItsPreconditions", "it shows an object whatever ifGenerationMatch says"),
            Map.entry("namesAreHeldToTheRules", "it takes .. for a name"),
            Map.entry("aTokenThatIsNoneIsRefused", "its page tokens are names, so every text is one"),
            Map.entry("aKeyOfTheCallersIsShownWithItsVersion", "it keeps no key names"),
            Map.entry("whatIsNotToBeTransformedIsNotUnpacked", "it unpacks whatever Cache-Control says"),
            Map.entry("aWrongChecksumInAHeaderIsRefused", "it does not look at x-goog-hash"),
            Map.entry("groupsComeOnceOverAllPages", "its pages with groups never come to an end"),
            Map.entry("twoTypesOfOneObjectAreRefused", "the type of the bytes wins"),
            Map.entry("deletesOnlyWhatIsThereAndMeant", "it deletes whatever ifGenerationMatch says"),
            Map.entry("showsOnlyTheFieldsThatAreAskedFor", "it shows all fields always"),
            Map.entry("aCancelledSessionIsGone", "it takes bytes for a session that was cancelled"),
            Map.entry("checksumsOfTheLastRequestAreHeldTo", "it does not look at x-goog-hash"),
            Map.entry("onlyWholeGrainsAreKeptBeforeTheEnd", "it keeps every byte"),
            Map.entry("aFinishedSessionTellsOfItsObject", "it forgets a session that is finished"),
            Map.entry("bytesBehindAGapAreRefused", "it appends whatever comes"),
            Map.entry("bytesThatAreThereAlreadyAreNotTakenTwice", "it appends whatever comes"),
            Map.entry("preconditionsHoldAtTheStart", "it looks at preconditions at the end only"),
            Map.entry("aSessionWithoutBytesNamesNoRange", "a question ends the upload"),
            Map.entry("aSessionTakesChunksAndTellsHowFarItIs", "a question ends the upload"),
            Map.entry("composingHoldsToPreconditions", "it composes over whatever is there"),
            Map.entry("composingHoldsToTheGenerationsOfTheParts", "it composes the live parts"),
            Map.entry("aComposedObjectHasACountOfPartsAndNoMd5", "it counts no parts"),
            Map.entry("rewritingHoldsToPreconditions", "it rewrites over whatever is there"),
            Map.entry("rewritingHoldsToTheGenerationOfTheSource", "it rewrites the live source"),
            Map.entry("rewritesWithOtherMetadataWhenThereAreAny",
                    "it adds the metadata of the request to those of the source"),
            Map.entry("rewritesIntoAnotherClass", "it keeps the class of the source"),
            Map.entry("aPatchHoldsToThePreconditions", "it patches whatever is there"),
            Map.entry("aPatchChangesWhatItNames", "null becomes an empty text"),
            Map.entry("aHeldObjectIsNeitherReplacedNorDeleted", "it keeps holds and does not heed them"));

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

    private final GcsClient client = new GcsClient(URI.create(Objects.requireNonNull(
            System.getenv("CROSSDOCK_FAKE_GCS_SERVER_URL"), "the second stage says where the server is")),
            Optional.empty());
    private final String bucket = "crossdock-" + UUID.randomUUID();

    @BeforeEach
    void makeBucket() throws IOException {
        make("{\"name\": \"" + bucket + "\"}");
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Override
    public GcsClient client() {
        return client;
    }

    @Override
    public String bucket() {
        return bucket;
    }

    @Override
    public String versionedBucket() throws IOException {
        make("{\"name\": \"" + bucket + "-versioned\", \"versioning\": {\"enabled\": true}}");
        return bucket + "-versioned";
    }

    private void make(String resource) throws IOException {
        Said made = client.post("/storage/v1/b?project=test", resource);
        assertThat(made.status()).as(made.text()).isEqualTo(200);
    }
}
