package dev.crossdock.ledger;

/// How a run ended. A run that was merely interrupted has no ending: it goes on when the order is repeated.
public enum Ending {
    /// Every object of the order was seen and settled.
    COMPLETE,
    /// It gave up before it had seen everything, for a cause that every other object would have met, too.
    STOPPED_EARLY
}
