package dev.crossdock.store;

/// Is told of each hop that it takes to be let in somewhere: which keys were found, whose token they bought, which role
/// was taken on. Whoever fails throws; the hop that was told of last is then the one that failed.
public interface Trail {

    /// Nobody wants to know.
    Trail NONE = new Trail() {
        @Override
        public void at(String hop, String what) {
            // nobody wants to know
        }

        @Override
        public void found(String what) {
            // nobody wants to know
        }
    };

    /// A hop begins; the one before it went well.
    ///
    /// @param hop its name, one or two words
    /// @param what is tried: who is asked, and for whom; never a secret
    void at(String hop, String what);

    /// What the present hop came to.
    ///
    /// @param what was found; never a secret
    void found(String what);
}
