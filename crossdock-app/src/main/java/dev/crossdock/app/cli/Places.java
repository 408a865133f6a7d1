package dev.crossdock.app.cli;

import dev.crossdock.app.config.Configuration;
import dev.crossdock.app.config.NamedPlace;
import dev.crossdock.app.config.StoreSettings;
import dev.crossdock.env.Disk;
import dev.crossdock.env.FileFacts;
import dev.crossdock.object.Location;
import dev.crossdock.object.Location.Scheme;
import dev.crossdock.store.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// Reads locations as people write them.
///
/// | text | means |
/// |---|---|
/// | `s3://bucket` | all of a bucket |
/// | `s3://bucket/logs/` | what is below `logs/` |
/// | `s3://bucket/logs` | the object `logs` if there is one, else what is below `logs/` |
/// | `gs://bucket/logs/` | the same of a bucket at Google Cloud Storage |
/// | `archive:bucket/logs/` | what is below `logs/` of a bucket in the store `archive` of the configuration |
/// | `/data`, `data`, `./s3:odd` | a directory, or one file |
final class Places {

    private final Disk disk;
    private final Path workingDirectory;

    private final Configuration configuration;

    Places(Disk disk, Console console) {
        this.disk = disk;
        this.workingDirectory = console.workingDirectory();
        this.configuration = console.configuration();
    }

    /// A location as written, in no store or in the one that it names.
    ///
    /// @throws ConfigurationException CFG_URI or CFG_UNKNOWN
    Place read(String text) {
        return read(text, Optional.empty());
    }

    /// A location as written; a prefix without a slash at its end may still turn out to be a directory.
    ///
    /// @param store whose settings hold, if the location names none
    /// @throws ConfigurationException CFG_URI, CFG_UNKNOWN or CFG_USAGE
    Place read(String text, Optional<String> store) {
        boolean service = text.startsWith("s3://") || text.startsWith("gs://");
        Optional<NamedPlace> named = service ? Optional.empty() : NamedPlace.parse(text);
        if (named.isPresent()) {
            if (store.isPresent() && !store.get().equals(named.get().name())) {
                throw new ConfigurationException("CFG_USAGE", text + " is not in the store " + store.get(),
                        "name one store");
            }
            return named(text, named.get());
        }
        Location location = parse(text);
        if (store.isEmpty()) {
            return Place.plain(location);
        }
        StoreSettings settings = new NamedStores(configuration).of(store.get(), location);
        return settings.kind() == StoreSettings.Kind.LOCAL
                ? Place.plain(location)
                : new Place(location, store.get(), Optional.of(settings));
    }

    private Place named(String text, NamedPlace place) {
        StoreSettings settings = new NamedStores(configuration).of(place, text);
        return switch (settings.kind()) {
            case S3 -> new Place(bucket(Scheme.S3, text, place.bucket() + '/' + place.prefix()), place.name(),
                    Optional.of(settings));
            case GCS -> new Place(bucket(Scheme.GCS, text, place.bucket() + '/' + place.prefix()), place.name(),
                    Optional.of(settings));
            case LOCAL -> Place.plain(directory(NamedStores.path(settings, place, text).toString()));
        };
    }

    private Location parse(String text) {
        int colon = text.indexOf(':');
        if (text.startsWith("s3://")) {
            return bucket(Scheme.S3, text, text.substring(5));
        }
        if (text.startsWith("gs://")) {
            return bucket(Scheme.GCS, text, text.substring(5));
        }
        if (colon > 0 && text.indexOf('/') > colon && schemeLike(text.substring(0, colon))) {
            throw unknownScheme(text, text.substring(0, colon));
        }
        if (text.isEmpty()) {
            throw new ConfigurationException("CFG_URI", "a location is empty",
                    "write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or a path");
        }
        return directory(text);
    }

    private static Location bucket(Scheme scheme, String text, String rest) {
        int slash = rest.indexOf('/');
        String bucket = slash < 0 ? rest : rest.substring(0, slash);
        if (!bucketLike(scheme, bucket)) {
            throw new ConfigurationException("CFG_URI", "\"" + bucket + "\" in " + text + " is no bucket name",
                    scheme == Scheme.GCS
                            ? "bucket names have lower-case letters, digits, dots, hyphens and underscores: gs://BUCKET/PREFIX"
                            : "bucket names have 3 to 63 lower-case letters, digits, dots and hyphens: s3://BUCKET/PREFIX");
        }
        return new Location(scheme, bucket, slash < 0 ? "" : rest.substring(slash + 1));
    }

    /// Names with dots may be longer at Google, which has underscores, too.
    private static boolean bucketLike(Scheme scheme, String bucket) {
        boolean google = scheme == Scheme.GCS;
        if (bucket.length() < 3 || bucket.length() > (google ? 222 : 63)) {
            return false;
        }
        for (int i = 0; i < bucket.length(); i++) {
            char each = bucket.charAt(i);
            boolean inner = each >= 'a' && each <= 'z' || each >= '0' && each <= '9';
            boolean mark = each == '-' || each == '.' || google && each == '_';
            if (!inner && (!mark || i == 0 || i == bucket.length() - 1)) {
                return false;
            }
        }
        return true;
    }

    private static boolean schemeLike(String scheme) {
        for (int i = 0; i < scheme.length(); i++) {
            if (!Character.isLetterOrDigit(scheme.charAt(i))) {
                return false;
            }
        }
        return scheme.length() <= 8;
    }

    private static ConfigurationException unknownScheme(String text, String scheme) {
        String lower = scheme.toLowerCase(Locale.ROOT);
        if (lower.equals("s3") || lower.equals("gs")) {
            int start = scheme.length() + 1;
            while (start < text.length() && text.charAt(start) == '/') {
                start++;
            }
            return new ConfigurationException("CFG_URI", text + " is no location",
                    "did you mean " + lower + "://" + text.substring(start)
                            + " ? A path is written ./" + text);
        }
        return new ConfigurationException("CFG_URI", "there is no kind of store " + scheme + ": in this version",
                "write s3://BUCKET/PREFIX, gs://BUCKET/PREFIX or a path; a path with a colon as ./" + text);
    }

    private Location directory(String text) {
        Path path = workingDirectory.resolve(text).normalize();
        try {
            Optional<FileFacts> facts = disk.stat(path);
            Path parent = path.getParent();
            if (parent != null && facts.isPresent() && facts.get().kind() == FileFacts.Kind.FILE) {
                return new Location(Scheme.LOCAL, disk.resolveLinks(parent).toString(),
                        parent.relativize(path).toString());
            }
            Path root = facts.isPresent() ? disk.resolveLinks(path) : path;
            return new Location(Scheme.LOCAL, root.toString(), "");
        } catch (IOException e) {
            throw new ConfigurationException("CFG_URI", "cannot look at " + path + ": " + e.getMessage(),
                    "check that the path and its permissions are right");
        }
    }
}
