package dev.crossdock.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class JsonDocumentTest {

    @Test
    void fieldsAreFoundByNameAndKind() {
        JsonDocument json = JsonDocument.parse("""
                 { "text" : "a \\"b\\" \\u00e9\\n\\/", "number":3599, "quoted":"17", "half":1.5, "no":null, "yes":true,
                   "object":{"inner":{}}, "texts":["a", 1, "b"], "objects":[{"key":"k"}, "x"], "empty":[], "e":-1e+3 }
                """).orElseThrow();

        assertThat(json.text("text")).isEqualTo("a \"b\" é\n/");
        assertThat(json.text("number")).isEmpty();
        assertThat(json.number("number")).hasValue(3599);
        assertThat(json.number("quoted")).hasValue(17);
        assertThat(json.number("half")).isEmpty();
        assertThat(json.number("absent")).isEmpty();
        assertThat(json.object("object").orElseThrow().object("inner")).isPresent();
        assertThat(json.object("text")).isEmpty();
        assertThat(json.texts("texts")).containsExactly("a", "b");
        assertThat(json.objects("objects")).singleElement().extracting(each -> each.text("key")).isEqualTo("k");
        assertThat(json.texts("empty")).isEmpty();
        assertThat(json.names()).contains("no", "yes", "e");
        assertThat(json).hasToString("JSON ***");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{}x", "{\"a\"}", "{\"a\":}", "{\"a\":1,}", "{a:1}", "{\"a\":01}",
            "{\"a\":1.}", "{\"a\":+1}", "{\"a\":\"b}", "{\"a\":\"\\x\"}", "{\"a\":\"\\u12g4\"}", "{\"a\":tru}",
            "{\"a\":1,\"a\":2}", "{\"a\":\"\n\"}", "{\"a\":[1,]}", "{\"a\":NaN}", "\u0000{}", "{\"a\":\"\\u1"})
    void anythingElseIsNone(String text) {
        assertThat(JsonDocument.parse(text)).isEmpty();
    }

    @Test
    void depthIsBounded() {
        assertThat(JsonDocument.parse("{\"a\":" + "[".repeat(20) + "]".repeat(20) + "}")).isPresent();
        assertThat(JsonDocument.parse("{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}")).isEmpty();
    }
}
