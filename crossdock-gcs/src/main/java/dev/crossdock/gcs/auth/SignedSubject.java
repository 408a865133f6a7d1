package dev.crossdock.gcs.auth;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossdock.store.StoreException;
import dev.crossdock.store.Trail;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A signed question to AWS who the caller is, which Google asks in the caller's place.
/// Source: Google Cloud documentation, "Configure workload identity federation with AWS".
///
/// @param aws who signs
/// @param url that Google is to ask; `{region}` stands for the region
record SignedSubject(AwsSubject aws, String url) implements SubjectTokens {

    static final String URL = "https://sts.{region}.amazonaws.com?Action=GetCallerIdentity&Version=2011-06-15";

    @Override
    public Subject fresh(String audience, Instant now, Trail trail) throws StoreException {
        AwsSubject.SignedCall call = aws.sign(url, audience, now, trail);
        List<String> headers = new ArrayList<>();
        for (int i = 0; i < call.headers().size(); i += 2) {
            headers.add(new JsonLine().text("key", call.headers().get(i)).text("value", call.headers().get(i + 1))
                    .end());
        }
        String json = new JsonLine().text("url", call.url()).text("method", call.method()).objects("headers", headers)
                .end();
        return new Subject(URLEncoder.encode(json, UTF_8), call.signer());
    }
}
