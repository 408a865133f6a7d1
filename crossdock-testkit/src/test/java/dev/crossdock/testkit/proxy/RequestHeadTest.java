package dev.crossdock.testkit.proxy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

final class RequestHeadTest {
    @Test
    void decodesPathAndParameters() {
        RequestHead head = new RequestHead("PUT", "/b/a+b%2F%C3%A9?partNumber=2&uploads&x=%26",
                Map.of("range", "bytes=0-1"));
        assertThat(head.path()).isEqualTo("/b/a+b/é");
        assertThat(head.parameter("partNumber")).contains("2");
        assertThat(head.parameter("uploads")).contains("");
        assertThat(head.parameter("x")).contains("&");
        assertThat(head.parameter("upload")).isEmpty();
        assertThat(head.header("Range")).contains("bytes=0-1");
        assertThat(Match.parameter("partNumber", "2").and(Match.method("PUT"))).accepts(head);
        assertThat(Match.parameter("partNumber", "3").or(Match.pathEnding("z"))).rejects(head);
    }
}
