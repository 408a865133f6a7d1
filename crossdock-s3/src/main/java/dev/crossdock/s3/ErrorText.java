package dev.crossdock.s3;

/// An error as S3 tells it in XML. Absent texts are empty.
///
/// @param code the service's own error code
/// @param message for people
/// @param requestId names the request at the service
/// @param region where the bucket is, in errors about regions
/// @param condition the header whose condition did not hold
record ErrorText(String code, String message, String requestId, String region, String condition) {

    static final ErrorText NONE = new ErrorText("", "", "", "", "");

    /// Reads an error, or answers [#NONE] if the bytes are none.
    static ErrorText parse(byte[] bytes, int length) {
        try {
            XmlScanner scanner = new XmlScanner(bytes, length);
            if (scanner.next() != XmlScanner.Event.OPEN || !scanner.named("Error")) {
                return NONE;
            }
            return fields(scanner);
        } catch (XmlException e) {
            return NONE;
        }
    }

    /// Reads the fields of an element that has just been opened, up to its end.
    static ErrorText fields(XmlScanner scanner) throws XmlException {
        int depth = scanner.depth();
        String code = "";
        String message = "";
        String requestId = "";
        String region = "";
        String condition = "";
        while (scanner.depth() >= depth) {
            if (scanner.next() == XmlScanner.Event.CLOSE && scanner.depth() == depth) {
                switch (scanner.name()) {
                    case "Code" -> code = scanner.text();
                    case "Message" -> message = scanner.text();
                    case "RequestId" -> requestId = scanner.text();
                    case "Region" -> region = scanner.text();
                    case "Condition" -> condition = scanner.text();
                    default -> {
                        // host ids and the like are of no use here
                    }
                }
            }
        }
        return new ErrorText(code, message, requestId, region, condition);
    }
}
