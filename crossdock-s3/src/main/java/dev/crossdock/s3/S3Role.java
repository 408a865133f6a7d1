package dev.crossdock.s3;

import dev.crossdock.store.ConfigurationException;
import java.time.Duration;

/// A role to take on before anything else is done, with the credentials that there are. Absent texts are empty.
///
/// @param arn which role
/// @param externalId that its trust policy asks for
/// @param policy session policy in JSON, which narrows what the role may do
/// @param session name of the session, which shows in the service's own records
/// @param duration how long each session lasts; it is renewed before it ends
public record S3Role(String arn, String externalId, String policy, String session, Duration duration) {

    private static final String CODE = "CFG_ROLE";

    /// Refuses what the service would refuse. Source: AWS STS API reference, "AssumeRole".
    public S3Role {
        if (!arn.startsWith("arn:") || !Addresses.isVisible(arn) || arn.length() > 2048) {
            throw new ConfigurationException(CODE, "the role is no ARN",
                    "write it as arn:aws:iam::ACCOUNT:role/NAME");
        }
        if (!session.matches("[A-Za-z0-9_+=,.@-]{2,64}")) {
            throw new ConfigurationException(CODE, "the name of the role's session is no session name",
                    "use 2 to 64 letters, digits and characters of _+=,.@-");
        }
        if (duration.toSeconds() < 900 || duration.toSeconds() > 43_200) {
            throw new ConfigurationException(CODE, "the role's session would last " + duration,
                    "let it last from 15 minutes to 12 hours");
        }
    }

    /// A role whose session lasts an hour, which every role allows.
    public static S3Role of(String arn) {
        return new S3Role(arn, "", "", "crossdock", Duration.ofHours(1));
    }

    /// The same with an external id.
    public S3Role withExternalId(String id) {
        return new S3Role(arn, id, policy, session, duration);
    }

    /// The same with a session policy.
    public S3Role withPolicy(String json) {
        return new S3Role(arn, externalId, json, session, duration);
    }

    /// Without the external id, which is a secret of two parties.
    @Override
    public String toString() {
        return "role " + arn;
    }
}
