package dev.crossdock.plan;

/// How an order decides what to do about each object.
///
/// @param filter which objects it is about
/// @param overwrite what may happen to what is at the target already
/// @param comparison what shows that two objects are the same
/// @param extras what to do about objects that only the target has
public record Rules(Filter filter, Overwrite overwrite, Comparison comparison, Extras extras) {

    /// A copy of everything.
    public static final Rules COPY = new Rules(Filter.ALL, Overwrite.DIFFERENT, Comparison.CHECKSUM, Extras.LEAVE);

    /// What to do about objects that only the target has.
    public enum Extras {
        /// They stay and are not told of.
        LEAVE,
        /// They come out as [dev.crossdock.transfer.WorkItem.Extra].
        TELL
    }
}
