package dev.crossdock.app.config;

import dev.crossdock.app.config.StoreSettings.Addressing;
import dev.crossdock.app.config.StoreSettings.Encryption;
import dev.crossdock.app.config.StoreSettings.Keys;
import dev.crossdock.app.config.StoreSettings.Kind;
import dev.crossdock.app.config.StoreSettings.Switch;
import dev.crossdock.env.Disk;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// Reads one store.
final class StoreReader {

    static final OptionType REGION = new OptionType.Text("a name such as us-east-1");

    /// In the order of docs/configuration.md.
    static final List<String> S3_KEYS = List.of("type", "endpoint", "region", "profile", "addressing",
            "access-key-id", "secret-access-key", "session-token", "role", "external-id", "web-identity", "anonymous",
            "allow-plain-http", "requester-pays",
            "expected-bucket-owner", "storage-class", "acl", "encryption", "kms-key");

    static final List<String> GCS_KEYS = List.of("type", "endpoint", "anonymous", "allow-plain-http", "user-project",
            "storage-class", "kms-key", "credentials-file", "impersonate", "delegates");

    static final List<String> LOCAL_KEYS = List.of("type", "root");

    private static final OptionType TYPE = new OptionType.Choice(List.of("s3", "gcs", "local"));
    private static final OptionType ADDRESSING = new OptionType.Choice(List.of("path", "virtual"));
    private static final OptionType ENCRYPTION = new OptionType.Choice(List.of("sse-s3", "sse-kms"));
    static final OptionType PROFILE = new OptionType.Text("the name of a profile of the AWS configuration");
    static final OptionType STORAGE_CLASS = new OptionType.Text("the service's name of it, such as STANDARD_IA");
    static final OptionType KMS_KEY = new OptionType.Text("the id or ARN of a key");
    static final OptionType ACL = new OptionType.Choice(List.of("private", "public-read", "public-read-write",
            "authenticated-read", "aws-exec-read", "bucket-owner-read", "bucket-owner-full-control"));

    private final Disk disk;
    private final Problems problems;
    private final FieldReader fields;

    StoreReader(Disk disk, Node.Fields fields, Problems problems) {
        this.disk = disk;
        this.problems = problems;
        this.fields = new FieldReader(fields, problems);
    }

    /// The store; empty if it cannot be made of what is there, for which there is a problem then.
    Optional<StoreSettings> read() {
        Optional<String> type = fields.required("type", TYPE);
        if (type.isEmpty()) {
            return Optional.empty();
        }
        return switch (type.get()) {
            case "local" -> local();
            case "gcs" -> Optional.of(gcs());
            default -> Optional.of(s3());
        };
    }

    private Optional<StoreSettings> local() {
        fields.refuseOthers(LOCAL_KEYS);
        Optional<String> root = fields.required("root", new OptionType.Text("the path of a directory"));
        return root.map(path -> new StoreSettings(Kind.LOCAL, Optional.of(base().resolve(path).normalize()),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Set.of()));
    }

    private StoreSettings gcs() {
        fields.refuseOthers(GCS_KEYS);
        return new StoreSettings(Kind.GCS, Optional.empty(), fields.value("endpoint", new OptionType.Endpoint()),
                Optional.empty(), Optional.empty(), Optional.empty(), fields.value("storage-class", STORAGE_CLASS),
                Optional.empty(), Optional.empty(), fields.value("kms-key", KMS_KEY), Optional.empty(),
                Optional.empty(), switches(),
                fields.value("user-project", new OptionType.Text("the id of a project")), googleIdentity());
    }

    private StoreSettings s3() {
        fields.refuseOthers(S3_KEYS);
        fields.requireBeside("access-key-id", "secret-access-key");
        if (reference("secret-access-key", new Problems(problems.file())).flatMap(SecretReference::accessKeyId)
                .isEmpty()) {
            fields.requireBeside("secret-access-key", "access-key-id");
        }
        fields.requireBeside("session-token", "access-key-id");
        fields.refuseTogether("access-key-id", List.of("profile"), "credentials come from one place");
        Set<Switch> switches = switches();
        if (switches.contains(Switch.ANONYMOUS)) {
            fields.refuseTogether("anonymous", List.of("access-key-id", "profile"), "nothing is signed then");
        }
        Optional<Encryption> encryption = fields.value("encryption", ENCRYPTION)
                .map(word -> word.equals("sse-kms") ? Encryption.SSE_KMS : Encryption.SSE_S3);
        if (fields.field("kms-key").isPresent() && !encryption.equals(Optional.of(Encryption.SSE_KMS))) {
            fields.add("CFG_USAGE", "kms-key", "kms-key needs encryption: sse-kms beside it");
        }
        return new StoreSettings(Kind.S3, Optional.empty(), fields.value("endpoint", new OptionType.Endpoint()),
                fields.value("region", REGION),
                fields.value("profile", PROFILE),
                fields.value("addressing", ADDRESSING)
                        .map(word -> Addressing.valueOf(word.toUpperCase(Locale.ROOT))),
                fields.value("storage-class", STORAGE_CLASS),
                fields.value("acl", ACL), encryption,
                fields.value("kms-key", KMS_KEY), owner(), keys(), switches, Optional.empty(),
                new IdentityReader(base(), problems).aws(fields));
    }

    private IdentitySettings googleIdentity() {
        IdentitySettings.Google google = new IdentityReader(base(), problems).google(fields);
        fields.refuseTogether("anonymous", IdentityReader.GOOGLE_KEYS, "requests carry no token then");
        return new IdentitySettings(Optional.empty(), Optional.empty(), Optional.empty(), google);
    }

    private Set<Switch> switches() {
        Set<Switch> on = EnumSet.noneOf(Switch.class);
        for (Switch each : Switch.values()) {
            if (fields.isTrue(each.name().toLowerCase(Locale.ROOT).replace('_', '-'))) {
                on.add(each);
            }
        }
        return on;
    }

    private Optional<String> owner() {
        String form = "the 12 digits of an account";
        Optional<String> owner = fields.value("expected-bucket-owner", new OptionType.Text(form));
        if (owner.isPresent() && !owner.get().matches("[0-9]{12}")) {
            fields.addAtValue("CFG_VALUE", "expected-bucket-owner", "expected-bucket-owner cannot be "
                    + Shown.text(owner.get()) + ": write " + form);
        }
        return owner;
    }

    private Optional<Keys> keys() {
        Optional<SecretReference> secret = reference("secret-access-key", problems);
        Optional<SecretReference> id = fields.field("access-key-id").isEmpty()
                ? secret.flatMap(SecretReference::accessKeyId)
                : reference("access-key-id", problems);
        Optional<SecretReference> token = reference("session-token", problems);
        return id.isPresent() && secret.isPresent()
                ? Optional.of(new Keys(id.get(), secret.get(), token))
                : Optional.empty();
    }

    /// A reference; what stands there instead may be the secret itself and is never repeated.
    ///
    /// @param told of what is wrong
    private Optional<SecretReference> reference(String name, Problems told) {
        Optional<Node.Field> field = fields.field(name);
        if (field.isEmpty()) {
            return Optional.empty();
        }
        Node value = field.get().value();
        Optional<SecretReference> reference = value instanceof Node.Scalar scalar
                ? SecretReference.parse(scalar.text(), base())
                : Optional.empty();
        if (reference.isEmpty()) {
            told.add("CFG_SECRET", value.mark(),
                    name + " must say where the secret is, not what it is: write env:NAME or file:PATH");
            return Optional.empty();
        }
        reference.get().exposure(disk).ifPresent(how -> told.add("CFG_PERMS", value.mark(), how));
        return reference;
    }

    /// Relative paths start beside the file.
    private Path base() {
        return Objects.requireNonNullElse(problems.file().toAbsolutePath().getParent(), Path.of("/"));
    }
}
