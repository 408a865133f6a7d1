package dev.crossdock.gcs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonScannerTest {

    @Test
    void everyValueIsFoundUnderItsName() throws Exception {
        assertThat(events(" { \"a\" : \"x\" , \"b\":[1, -2.5e+3, true ,{}], \"c\": {\"d\": null} } ")).containsExactly(
                "OBJECT", "TEXT a x", "ARRAY b", "WORD  1", "WORD  -2.5e+3", "WORD  true", "OBJECT ", "CLOSE", "CLOSE",
                "OBJECT c", "WORD d null", "CLOSE", "CLOSE", "END");
    }

    @Test
    void textsAreUnescapedAndReadAsUtf8() throws Exception {
        assertThat(events("[\"\\u00e9\\n\\t\\\"\\\\\\/\", \"\u00e9\ud83d\ude80\", \"\\ud83d\\ude80\"]"))
                .containsExactly(
                        "ARRAY ", "TEXT  \u00e9\n\t\"\\/", "TEXT  \u00e9\ud83d\ude80", "TEXT  \ud83d\ude80", "CLOSE",
                        "END");
    }

    @Test
    void whatIsQuotedIsReadAgain() throws Exception {
        String text = "a\u0000\u0001\"\\/\u007f\u00e9\u2028\ud83d\ude80\uffff";
        StringBuilder out = new StringBuilder();
        JsonText.quote(out, text);

        assertThat(events(out.toString()).getFirst()).isEqualTo("TEXT  " + text);
        assertThat(out.chars()).allMatch(each -> each >= ' ' && each < 0x7f);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "[", "{\"a\"", "{\"a\":", "{\"a\":1", "{\"a\":1,}x", "[1 2]", "{\"a\" 1}",
            "[1,",
            "\"a", "\"\\", "\"\\x\"", "\"\\u12\"", "\"\\ud83d\"", "\"\n\"", "nul", "truefalse", "{a:1}", "{} {}",
            "]", "[1}", "<Error/>", "{'a':1}"})
    void whatIsNoJsonIsRefused(String text) {
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> events(text));
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        byte[] bytes = {'"', (byte) 0xc3, '"'};

        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> {
            JsonScanner scanner = new JsonScanner(bytes, bytes.length);
            scanner.next();
            scanner.text();
        });
    }

    @Test
    void depthHasALimit() {
        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> events("[".repeat(33) + "]".repeat(33)))
                .withMessageContaining("deeper");
    }

    /// Every prefix of a page is a page that was cut off, and no prefix is taken for a page.
    @Test
    void aPageThatWasCutOffIsNoPage() throws Exception {
        String page = "{\"kind\":\"storage#objects\",\"items\":[{\"name\":\"a\",\"size\":\"3\",\"generation\":\"5\","
                + "\"crc32c\":\"4waSgw==\",\"acl\":[{\"x\":1}]}],\"nextPageToken\":\"t\"}";
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);
        assertThat(ListPage.parse(bytes, bytes.length).objects()).hasSize(1);
        for (int length = 0; length < bytes.length; length++) {
            int cut = length;
            assertThatExceptionOfType(JsonException.class).as("%d bytes", length)
                    .isThrownBy(() -> ListPage.parse(bytes, cut));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"items\":[{\"size\":\"3\",\"generation\":\"5\"}]}",
            "{\"items\":[{\"name\":\"a\",\"generation\":\"5\"}]}", "{\"items\":[{\"name\":\"a\",\"size\":\"3\"}]}",
            "{\"items\":[{\"name\":\"a\",\"size\":\"-3\",\"generation\":\"5\"}]}",
            "{\"items\":[{\"name\":\"a\",\"size\":\"99999999999999999999\",\"generation\":\"5\"}]}",
            "{\"items\":[{\"name\":\"a\",\"size\":\"3\",\"generation\":\"x\"}]}", "{\"items\":[1]}",
            "{\"error\":{\"code\":500}}"})
    void anObjectWithoutWhatEveryObjectHasIsRefused(String page) {
        byte[] bytes = page.getBytes(StandardCharsets.UTF_8);

        assertThatExceptionOfType(JsonException.class).isThrownBy(() -> ListPage.parse(bytes, bytes.length));
    }

    private static List<String> events(String text) throws JsonException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        JsonScanner scanner = new JsonScanner(bytes, bytes.length);
        List<String> events = new ArrayList<>();
        while (true) {
            JsonScanner.Event event = scanner.next();
            events.add(switch (event) {
                case OBJECT, ARRAY -> scanner.depth() == 1 && events.isEmpty() && event == JsonScanner.Event.OBJECT
                        ? event.toString()
                        : event + " " + scanner.name();
                case TEXT, WORD -> event + " " + scanner.name() + ' ' + scanner.text();
                case CLOSE, END -> event.toString();
            });
            if (event == JsonScanner.Event.END) {
                return events;
            }
        }
    }
}
