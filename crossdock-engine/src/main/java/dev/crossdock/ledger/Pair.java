package dev.crossdock.ledger;

import dev.crossdock.transfer.Order;

/// A source and a target, whatever is done with them: all verbs share what was proven of them.
///
/// @param text both locations and endpoints, one a line
/// @param name of its directory and in its files
record Pair(String text, String name) {

    private static final int NAME_DIGITS = 32;

    static Pair of(Order order) {
        String text = order.sourceEndpoint() + '\n' + order.source() + '\n' + order.targetEndpoint() + '\n'
                + order.target();
        return new Pair(text, TextDigest.of(text, NAME_DIGITS));
    }
}
