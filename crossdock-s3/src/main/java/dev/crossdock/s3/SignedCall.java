package dev.crossdock.s3;

import java.util.List;

/// A request that is signed but not sent. It is as good as the answer to it, so it prints without its signature.
///
/// @param url where it would go
/// @param method of it
/// @param headers names in lower case and values in turn, the signature among them
/// @param signer who signed, for people
public record SignedCall(String url, String method, List<String> headers, String signer) {

    /// Copies the list.
    public SignedCall {
        headers = List.copyOf(headers);
    }

    @Override
    public String toString() {
        return method + " signed with " + signer;
    }
}
