package dev.crossdock.app;

/// What is said of a store at Google that no other store has, in words: commands without such a store load nothing of
/// it.
///
/// @param userProject project that pays for requests, or an empty string
/// @param kmsKey customer-managed key of new objects, or an empty string for the bucket's
public record GcsWords(String userProject, String kmsKey) {

    /// Nothing is said.
    public static final GcsWords NONE = new GcsWords("", "");

    /// The same with another key.
    public GcsWords withKmsKey(String key) {
        return new GcsWords(userProject, key);
    }
}
