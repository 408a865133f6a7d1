package dev.crossdock.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.List;

/// Renders the head of a request, byte by byte, refusing whatever could break out of its place.
/// Belongs to one connection; its array is used again for every request.
final class RequestHead {

    private static final byte[] VERSION = " HTTP/1.1\r\nHost: ".getBytes(ISO_8859_1);
    private static final byte[] CONTENT_LENGTH = "Content-Length: ".getBytes(ISO_8859_1);
    private static final byte[] EXPECT = "Expect: 100-continue\r\n".getBytes(ISO_8859_1);
    private static final byte[] PROXY_AUTHORIZATION = "Proxy-Authorization: ".getBytes(ISO_8859_1);
    private static final List<String> RESERVED = List.of("host", "content-length", "transfer-encoding", "connection",
            "expect", "proxy-authorization");

    private final byte[] targetPrefix;
    private final byte[] authority;
    private final byte[] proxyAuthorization;
    private byte[] bytes = new byte[2048];
    private int length;

    /// @param targetPrefix what comes before every target: empty, or scheme and authority towards a proxy
    /// @param authority value of Host
    /// @param proxyAuthorization value of Proxy-Authorization, or empty
    RequestHead(String targetPrefix, String authority, String proxyAuthorization) {
        this.targetPrefix = targetPrefix.getBytes(ISO_8859_1);
        this.authority = authority.getBytes(ISO_8859_1);
        this.proxyAuthorization = proxyAuthorization.getBytes(ISO_8859_1);
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    void start(String method, String target) {
        length = 0;
        name("method", method);
        octet(' ');
        fixed(targetPrefix);
        target(target);
        fixed(VERSION);
        fixed(authority);
        endLine();
        if (proxyAuthorization.length > 0) {
            fixed(PROXY_AUTHORIZATION);
            fixed(proxyAuthorization);
            endLine();
        }
    }

    void headers(List<String> namesAndValues) {
        for (int i = 0; i < namesAndValues.size(); i += 2) {
            String name = namesAndValues.get(i);
            refuseReserved(name);
            name("header name", name);
            octet(':');
            octet(' ');
            value(name, namesAndValues.get(i + 1));
            endLine();
        }
    }

    void contentLength(long value) {
        fixed(CONTENT_LENGTH);
        decimal(value);
        endLine();
    }

    void expectContinue() {
        fixed(EXPECT);
    }

    void endLine() {
        octet('\r');
        octet('\n');
    }

    private void refuseReserved(String name) {
        for (int i = 0; i < RESERVED.size(); i++) {
            String reserved = RESERVED.get(i);
            if (reserved.length() == name.length() && reserved.equalsIgnoreCase(name)) {
                throw new IllegalArgumentException("the client sets the header " + name + " itself");
            }
        }
    }

    private void name(String what, String text) {
        int count = text.length();
        room(count);
        for (int i = 0; i < count; i++) {
            char character = text.charAt(i);
            if (character >= 128 || HeadSyntax.TOKEN[character] == 0) {
                throw new IllegalArgumentException("the " + what + " has an illegal character at " + i);
            }
            bytes[length + i] = (byte) character;
        }
        if (count == 0) {
            throw new IllegalArgumentException("the " + what + " is empty");
        }
        length += count;
    }

    private void target(String text) {
        int count = text.length();
        room(count);
        for (int i = 0; i < count; i++) {
            char character = text.charAt(i);
            if (character <= ' ' || character >= 127) {
                throw new IllegalArgumentException("the request target has an illegal character at " + i);
            }
            bytes[length + i] = (byte) character;
        }
        if (count == 0) {
            throw new IllegalArgumentException("the request target is empty");
        }
        length += count;
    }

    /// The message never shows the value, which may be a secret.
    private void value(String name, String text) {
        int count = text.length();
        room(count);
        for (int i = 0; i < count; i++) {
            char character = text.charAt(i);
            if ((character < ' ' && character != '\t') || character == 127 || character > 255) {
                throw new IllegalArgumentException(
                        "the value of header " + name + " has an illegal character at " + i);
            }
            bytes[length + i] = (byte) character;
        }
        length += count;
    }

    private void decimal(long value) {
        int digits = 1;
        for (long rest = value; rest >= 10; rest /= 10) {
            digits++;
        }
        room(digits);
        long rest = value;
        for (int i = length + digits - 1; i >= length; i--) {
            bytes[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length += digits;
    }

    private void fixed(byte[] text) {
        room(text.length);
        System.arraycopy(text, 0, bytes, length, text.length);
        length += text.length;
    }

    private void octet(char character) {
        room(1);
        bytes[length++] = (byte) character;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + more));
        }
    }
}
