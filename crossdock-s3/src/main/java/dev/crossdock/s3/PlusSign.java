package dev.crossdock.s3;

import dev.crossdock.store.Operation;
import dev.crossdock.store.StoreException;
import java.util.concurrent.atomic.AtomicReference;

/// What `+` stands for in the percent-encoded keys of a listing. At Amazon S3, and most others, it is a blank; some
/// services leave a plus sign as it is and write a blank as `%20`. Without knowing which, keys with either would be
/// taken for others, so the first page with a `+` finds it out. Safe for concurrent use.
final class PlusSign {

    private enum Meaning {
        UNKNOWN, BLANK, PLUS
    }

    private final S3Client client;
    private final AtomicReference<Meaning> meaning;

    PlusSign(S3Client client) {
        this.client = client;
        this.meaning = new AtomicReference<>(client.profile() == S3Profile.AWS ? Meaning.BLANK : Meaning.UNKNOWN);
    }

    /// What `+` stands for on this page.
    char on(ListPage page) throws StoreException {
        if (meaning.get() == Meaning.UNKNOWN && page.encoded()) {
            for (int i = 0; i < page.size(); i++) {
                if (page.rawKey(i).indexOf('+') >= 0) {
                    meaning.set(find(page, page.rawKey(i)));
                    break;
                }
            }
        }
        return meaning.get() == Meaning.PLUS ? '+' : ' ';
    }

    private Meaning find(ListPage page, String rawKey) throws StoreException {
        for (int i = 0; i < page.size(); i++) {
            if (page.rawKey(i).contains("%20")) {
                return Meaning.PLUS;
            }
            if (page.rawKey(i).contains("%2B") || page.rawKey(i).contains("%2b")) {
                return Meaning.BLANK;
            }
        }
        return ask(rawKey);
    }

    /// Lists with the key as prefix in which `+` is a plus sign: if that finds the very same text on the page, it is one.
    private Meaning ask(String rawKey) throws StoreException {
        String prefix;
        try {
            prefix = ListPage.decoded(rawKey, '+');
        } catch (XmlException e) {
            // The listing itself will tell.
            return Meaning.UNKNOWN;
        }
        S3Request request = S3Request.ofBucket(Operation.LIST, "GET").query("encoding-type", "url")
                .query("list-type", "2")
                .query("max-keys", "1").query("prefix", prefix);
        ListPage found = XmlReply.of(client, request, ListPage::parse);
        return found.size() > 0 && found.rawKey(0).equals(rawKey) ? Meaning.PLUS : Meaning.BLANK;
    }
}
