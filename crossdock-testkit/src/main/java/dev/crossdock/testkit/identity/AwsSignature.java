package dev.crossdock.testkit.identity;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// Computes AWS Signature Version 4 from a request that was signed, the way the service does it to check, straight from
/// its description (AWS General Reference, "Signing AWS API requests"). Shares no code with the product.
public final class AwsSignature {

    private AwsSignature() {}

    /// Whether the header Authorization of a request is what that secret makes of it.
    ///
    /// @param call as it came, with all its headers
    /// @param secret the secret access key
    public static boolean fits(IdentityCall call, String secret) throws GeneralSecurityException {
        String authorization = call.header("authorization");
        String[] scope = between(authorization, "Credential=", ",").split("/", -1);
        List<String> names = List.of(between(authorization, "SignedHeaders=", ",").split(";", -1));
        StringBuilder request = new StringBuilder(call.method()).append('\n').append(call.path()).append('\n')
                .append(call.query()).append('\n');
        for (String name : names) {
            request.append(name).append(':').append(call.header(name).strip().replaceAll(" +", " ")).append('\n');
        }
        request.append('\n').append(String.join(";", names)).append('\n').append(hex(call.body()));
        String signed = "AWS4-HMAC-SHA256\n" + call.header("x-amz-date") + '\n'
                + String.join("/", List.of(scope).subList(1, 5)) + '\n' + hex(request.toString());
        byte[] key = ("AWS4" + secret).getBytes(UTF_8);
        for (int i = 1; i < 5; i++) {
            key = hmac(key, scope[i]);
        }
        String signature = authorization.substring(authorization.indexOf("Signature=") + "Signature=".length());
        return HexFormat.of().formatHex(hmac(key, signed)).equals(signature);
    }

    /// A request that was signed for somebody else to send.
    ///
    /// @param url of it
    /// @param headers by their names
    public static IdentityCall call(String method, String url, Map<String, String> headers) {
        String rest = url.substring(url.indexOf("://") + 3);
        int query = rest.indexOf('?');
        String place = query < 0 ? rest : rest.substring(0, query);
        int slash = place.indexOf('/');
        return new IdentityCall(method, slash < 0 ? "/" : place.substring(slash),
                query < 0 ? "" : rest.substring(query + 1), headers, "");
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }

    private static String hex(String text) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(UTF_8));
    }
}
