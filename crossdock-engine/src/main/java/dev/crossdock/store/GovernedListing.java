package dev.crossdock.store;

import dev.crossdock.object.ObjectStat;
import java.util.Optional;

/// A listing does not tell which of its steps ask the service. Services answer with a thousand keys at most, and nearly
/// always with as many: so the first step counts as a request, the one behind each thousand keys, and the one after a
/// failure.
final class GovernedListing implements Listing {

    private static final int PAGE_KEYS = 1000;

    private final Listing listing;
    private final Governor governor;
    private final Limits limits;
    private int left;

    GovernedListing(Listing listing, Governor governor, Limits limits) {
        this.listing = listing;
        this.governor = governor;
        this.limits = limits;
    }

    @Override
    public Optional<ObjectStat> next() throws StoreException {
        if (left == 0) {
            Optional<ObjectStat> first = first();
            left = PAGE_KEYS - 1;
            return first;
        }
        left--;
        boolean got = false;
        try {
            Optional<ObjectStat> next = listing.next();
            got = true;
            return next;
        } finally {
            if (!got) {
                left = 0;
            }
        }
    }

    private Optional<ObjectStat> first() throws StoreException {
        limits.requests(1);
        Passage passage = Passage.begin(governor);
        try {
            return passage.answered(listing.next());
        } catch (StoreException e) {
            throw passage.failed(e);
        } finally {
            passage.leave();
        }
    }

    @Override
    public boolean skip() {
        return listing.skip();
    }

    @Override
    public void close() {
        listing.close();
    }
}
