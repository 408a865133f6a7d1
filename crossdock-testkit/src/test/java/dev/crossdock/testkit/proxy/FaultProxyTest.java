package dev.crossdock.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FaultProxyTest {
    private static final int LIMIT_MILLIS = 30_000;
    private static final byte[] BODY = body();

    private TinyUpstream upstream;
    private FaultProxy proxy;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        upstream = TinyUpstream.answering(BODY);
        proxy = FaultProxy.to(upstream.address());
        client = RawClient.to(proxy.endpoint());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        proxy.close();
        upstream.close();
    }

    @Test
    void passesOnRequestAfterRequestOnOneConnection() throws IOException {
        client.get("/a");
        assertThat(client.body(client.head())).isEqualTo(BODY);
        client.put("/b", "hello");
        assertThat(client.body(client.head())).isEqualTo(BODY);
        client.get("/chunked");
        assertThat(client.body(client.head())).isEqualTo(BODY);
        client.send("HEAD /c HTTP/1.1\r\nHost: tiny\r\n\r\n");
        assertThat(client.head().status()).isEqualTo(200);
        client.get("/d");
        assertThat(client.body(client.head())).isEqualTo(BODY);
        assertThat(upstream.finished()).containsExactly("GET /a null 0", "PUT /b null 5", "GET /chunked null 0",
                "HEAD /c null 0", "GET /d null 0");
        assertThat(proxy.requests("GET")).isEqualTo(3);
        assertThat(proxy.requests()).isEqualTo(5);
        assertThat(proxy.connections()).isEqualTo(1);
    }

    @Test
    void passesOnChunkedRequestsAndAsksForTheBodyWhenTheServerDoes() throws IOException {
        client.send(
                "PUT /a HTTP/1.1\r\nHost: tiny\r\nTransfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n2\r\nde\r\n0\r\n\r\n");
        assertThat(client.body(client.head())).isEqualTo(BODY);
        client.send("PUT /b HTTP/1.1\r\nHost: tiny\r\nContent-Length: 4\r\nExpect: 100-continue\r\n\r\n");
        assertThat(client.head().status()).isEqualTo(100);
        client.send("body");
        assertThat(client.body(client.head())).isEqualTo(BODY);
        assertThat(upstream.finished()).containsExactly("PUT /a null 5", "PUT /b null 4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/plain", "/chunked"})
    void flipsOneBit(String target) throws IOException {
        Rule rule = proxy.add(Rule.once(Match.path(target), Fault.flipBit(70_000)));
        client.get(target);
        byte[] spoiled = client.body(client.head());
        assertThat(Arrays.mismatch(spoiled, BODY)).isEqualTo(70_000);
        spoiled[70_000] ^= 1;
        assertThat(spoiled).isEqualTo(BODY);
        assertThat(rule.fired()).isEqualTo(1);
        client.get(target);
        assertThat(client.body(client.head())).isEqualTo(BODY);
    }

    @Test
    void resetsTheReplyAfterSoManyBytes() throws IOException {
        Rule rule = proxy.add(Rule.always(Match.method("GET"), Fault.resetResponseAfter(1000)));
        client.get("/a");
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(client.drain(LIMIT_MILLIS)).isEqualTo("1000 reset");
        assertThat(rule.fired()).isEqualTo(1);
    }

    @Test
    void truncatesTheReplyInGoodOrder() throws IOException {
        Rule rule = proxy.add(Rule.always(Match.any(), Fault.truncateResponseAfter(BODY.length - 1)));
        client.get("/a");
        assertThat(client.head().header("content-length")).isEqualTo("" + BODY.length);
        assertThat(client.drain(LIMIT_MILLIS)).isEqualTo(BODY.length - 1 + " closed");
        assertThat(rule.fired()).isEqualTo(1);
    }

    @Test
    void stallsUntilTheClientGivesUp() throws IOException {
        Rule rule = proxy.add(Rule.always(Match.any(), Fault.stallAfter(0)));
        client.get("/a");
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(client.drain(200)).isEqualTo("0 silent");
        assertThat(rule.fired()).isEqualTo(1);
    }

    @Test
    void sendsSlowly() throws IOException {
        Rule rule = proxy.add(Rule.always(Match.any(), Fault.slow(10)));
        client.get("/a");
        HttpHead head = client.head();
        assertThat(client.drain(1)).isEqualTo("0 silent");
        assertThat(head.status()).isEqualTo(200);
        client.close();
        proxy.clearRules();
        Rule fast = proxy.add(Rule.always(Match.any(), Fault.slow(50_000_000)));
        try (RawClient second = RawClient.to(proxy.endpoint())) {
            second.get("/a");
            assertThat(second.body(second.head())).isEqualTo(BODY);
        }
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(fast.fired()).isEqualTo(1);
    }

    @Test
    void resetsTheRequestAfterSoManyBytes() throws IOException {
        Rule rule = proxy.add(Rule.once(Match.method("PUT"), Fault.resetRequestAfter(3)));
        client.put("/a", "hello");
        assertThat(client.drain(LIMIT_MILLIS)).isEqualTo("0 reset");
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(upstream.finished()).isEmpty();
    }

    @Test
    void losesTheReplyOfARequestThatWasDone() throws IOException {
        Rule rule = proxy.add(Rule.once(Match.method("PUT"), Fault.dropReply()));
        client.put("/a", "hello");
        assertThat(client.drain(LIMIT_MILLIS)).isEqualTo("0 reset");
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(upstream.finished()).containsExactly("PUT /a null 5");
    }

    @Test
    void answersWithoutTheServer() throws IOException {
        Rule rule = proxy.add(Rule.times(2, Match.method("PUT"), Fault.slowDown(7)));
        for (int i = 0; i < 2; i++) {
            client.put("/a", "hello");
            HttpHead head = client.head();
            assertThat(head.status()).isEqualTo(503);
            assertThat(head.header("retry-after")).isEqualTo("7");
            assertThat(new String(client.body(head), StandardCharsets.UTF_8)).contains("<Code>SlowDown</Code>");
        }
        assertThat(upstream.finished()).isEmpty();
        client.put("/a", "hello");
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(rule.fired()).isEqualTo(2);
        assertThat(rule.matched()).isEqualTo(3);
    }

    @Test
    void answersSomethingElseAfterTheServerDidItsWork() throws IOException {
        Rule rule = proxy.add(Rule.once(Match.any(), new Fault.AnswerInstead(500, Map.of(), "sorry")));
        client.put("/a", "hello");
        HttpHead head = client.head();
        assertThat(head.status()).isEqualTo(500);
        assertThat(client.body(head)).asString().isEqualTo("sorry");
        assertThat(upstream.finished()).containsExactly("PUT /a null 5");
        assertThat(rule.fired()).isEqualTo(1);
    }

    @Test
    void changesHeadersOfTheReply() throws IOException {
        Rule replace = proxy.add(Rule.once(Match.any(), new Fault.ReplaceHeader("ETag", "\"other\"")));
        Rule remove = proxy.add(Rule.once(Match.any(), new Fault.RemoveHeader("eTag")));
        client.get("/a");
        HttpHead first = client.head();
        assertThat(first.header("etag")).isEqualTo("\"other\"");
        assertThat(client.body(first)).isEqualTo(BODY);
        client.get("/b");
        assertThat(client.head().headers()).doesNotContainKey("etag");
        assertThat(replace.fired()).isEqualTo(1);
        assertThat(remove.fired()).isEqualTo(1);
    }

    @Test
    void hidesAHeaderFromTheServer() throws IOException {
        Rule rule = proxy.add(Rule.once(Match.header("Range"), new Fault.RemoveRequestHeader("Range")));
        client.send("GET /a HTTP/1.1\r\nHost: tiny\r\nrange: bytes=0-1\r\n\r\n");
        assertThat(client.body(client.head())).isEqualTo(BODY);
        assertThat(upstream.finished()).containsExactly("GET /a null 0");
        assertThat(rule.fired()).isEqualTo(1);
    }

    @Test
    void delaysUntilTheProxyCloses() throws IOException {
        Rule brief = proxy.add(Rule.once(Match.path("/brief"), Fault.delay(Duration.ofMillis(1))));
        Rule endless = proxy.add(Rule.once(Match.path("/endless"), Fault.delay(Duration.ofDays(1))));
        client.get("/brief");
        assertThat(client.body(client.head())).isEqualTo(BODY);
        client.get("/endless");
        assertThat(client.drain(50)).isEqualTo("0 silent");
        proxy.close();
        assertThat(client.drain(LIMIT_MILLIS)).startsWith("0 ").isNotEqualTo("0 silent");
        assertThat(brief.fired()).isEqualTo(1);
        assertThat(endless.fired()).isEqualTo(1);
    }

    @Test
    void aFaultThatFindsNoPlaceDoesNotFireAndKeepsItsTurn() throws IOException {
        Rule rule = proxy.add(Rule.once(Match.any(), Fault.flipBit(0)));
        client.send("HEAD /a HTTP/1.1\r\nHost: tiny\r\n\r\n");
        assertThat(client.head().status()).isEqualTo(200);
        client.get("/b");
        assertThat(client.body(client.head())).isNotEqualTo(BODY);
        assertThat(rule.fired()).isEqualTo(1);
        assertThat(rule.matched()).isEqualTo(2);
    }

    @Test
    void aRuleCanLetTheFirstRequestsPass() throws IOException {
        Rule rule = proxy.add(Rule.once(Match.any(), Fault.refuse(403, "AccessDenied")).afterFirst(1));
        client.get("/a");
        assertThat(client.body(client.head())).isEqualTo(BODY);
        client.get("/b");
        HttpHead refused = client.head();
        assertThat(refused.status()).isEqualTo(403);
        assertThat(client.body(refused)).asString().contains("<Code>AccessDenied</Code>");
        client.get("/c");
        assertThat(client.head().status()).isEqualTo(200);
        assertThat(rule.fired()).isEqualTo(1);
    }

    private static byte[] body() {
        byte[] body = new byte[100_000];
        for (int i = 0; i < body.length; i++) {
            body[i] = (byte) (i * 31 + i / 256);
        }
        return body;
    }
}
