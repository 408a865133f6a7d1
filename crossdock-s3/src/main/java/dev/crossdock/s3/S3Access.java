package dev.crossdock.s3;

import dev.crossdock.store.ConfigurationException;

/// How a bucket is addressed, and what every request to it says besides what it asks for.
///
/// @param expectedOwner account that must own the bucket, or an empty string for any; requests to another's bucket
///     are refused by the service
/// @param payer who pays for requests and traffic
/// @param addressing where the bucket's name stands
public record S3Access(String expectedOwner, Payer payer, Addressing addressing) {

    /// Who pays.
    public enum Payer {
        /// The owner of the bucket.
        OWNER,
        /// Whoever sends the requests, as buckets with "requester pays" demand.
        REQUESTER
    }

    /// Where the bucket's name stands in an address.
    public enum Addressing {
        /// In the host name at Amazon S3 if it can stand there, else in the path.
        AUTO,
        /// In the path.
        PATH,
        /// In the host name.
        VIRTUAL
    }

    /// Any owner, who pays, and addresses as they are usual.
    public static final S3Access USUAL = new S3Access("", Payer.OWNER, Addressing.AUTO);

    /// Refuses what no header can hold.
    public S3Access {
        if (!expectedOwner.isEmpty() && !Addresses.isVisible(expectedOwner)) {
            throw new ConfigurationException("CFG_OWNER", "the expected owner of the bucket is no account",
                    "use the twelve digits of the account");
        }
    }
}
