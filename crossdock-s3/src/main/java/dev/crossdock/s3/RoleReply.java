package dev.crossdock.s3;

import java.util.Optional;

/// What the token service answered.
///
/// @param session credentials of the session, if it gave one
/// @param code of its error, or an empty string
/// @param message of its error
record RoleReply(Optional<Credentials> session, String code, String message) {

    private static final RoleReply NONE = new RoleReply(Optional.empty(), "", "");

    /// Reads a reply, be it a session or an error; anything else is neither.
    static RoleReply parse(byte[] in, int length) {
        try {
            return read(new XmlScanner(in, length));
        } catch (XmlException | IllegalArgumentException e) {
            return NONE;
        }
    }

    private static RoleReply read(XmlScanner scanner) throws XmlException {
        String accessKey = "";
        String secret = "";
        String token = "";
        String expires = "";
        String code = "";
        String message = "";
        for (XmlScanner.Event event = scanner.next(); event != XmlScanner.Event.END; event = scanner.next()) {
            if (event == XmlScanner.Event.CLOSE) {
                switch (scanner.name()) {
                    case "AccessKeyId" -> accessKey = scanner.text();
                    case "SecretAccessKey" -> secret = scanner.text();
                    case "SessionToken" -> token = scanner.text();
                    case "Expiration" -> expires = scanner.text();
                    case "Code" -> code = scanner.text();
                    case "Message" -> message = scanner.text();
                    default -> {
                        // who we are now, and how large the policy was
                    }
                }
            }
        }
        if (accessKey.isEmpty() || secret.isEmpty() || token.isEmpty()) {
            return new RoleReply(Optional.empty(), code, message);
        }
        return new RoleReply(Optional.of(new Credentials(accessKey, new Secret(secret), Optional.of(new Secret(token)),
                Times.iso(expires))), code, message);
    }
}
