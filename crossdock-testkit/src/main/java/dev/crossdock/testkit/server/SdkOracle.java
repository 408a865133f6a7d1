package dev.crossdock.testkit.server;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ChecksumMode;
import software.amazon.awssdk.services.s3.model.DeleteMarkerEntry;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/// What a store holds, as the provider's own client sees it: the judge of what our client did, sharing no code with it.
public final class SdkOracle implements AutoCloseable {
    private final S3Client client;

    private SdkOracle(S3Client client) {
        this.client = client;
    }

    /// A judge of this server.
    public static SdkOracle of(S3Server server) {
        return new SdkOracle(clientOf(server.endpoint(), server.accessKey(), server.secretKey()));
    }

    /// The client itself, for what this class does not offer.
    public S3Client client() {
        return client;
    }

    public void createBucket(String bucket) {
        client.createBucket(request -> request.bucket(bucket));
    }

    /// Has a bucket keep what is overwritten or deleted.
    public void keepVersions(String bucket) {
        client.putBucketVersioning(request -> request.bucket(bucket)
                .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }

    /// When the youngest of all versions and deletions in a bucket was made, as the server says; 1970 if there is none.
    public Instant youngestVersion(String bucket) {
        ListObjectVersionsResponse all = client.listObjectVersions(request -> request.bucket(bucket));
        return Stream.concat(all.versions().stream().map(ObjectVersion::lastModified),
                all.deleteMarkers().stream().map(DeleteMarkerEntry::lastModified))
                .max(Comparator.naturalOrder())
                .orElse(Instant.EPOCH);
    }

    public void put(String bucket, String key, byte[] body) {
        client.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(body));
    }

    public byte[] get(String bucket, String key) {
        return client.getObjectAsBytes(request -> request.bucket(bucket).key(key)).asByteArray();
    }

    /// All objects below a prefix, in the order of the server, page by page.
    public List<OracleObject> list(String bucket, String prefix) {
        return client.listObjectsV2Paginator(request -> request.bucket(bucket).prefix(prefix))
                .contents()
                .stream()
                .map(found -> new OracleObject(found.key(), found.size(), found.eTag()))
                .toList();
    }

    /// What the server says about an object, with the checksums it keeps; nothing if there is no such object.
    public Optional<OracleHead> head(String bucket, String key) {
        try {
            return Optional.of(headOf(client.headObject(
                    request -> request.bucket(bucket).key(key).checksumMode(ChecksumMode.ENABLED))));
        } catch (NoSuchKeyException e) {
            return Optional.empty();
        }
    }

    public void delete(String bucket, String key) {
        client.deleteObject(request -> request.bucket(bucket).key(key));
    }

    /// The keys of the uploads that were begun and neither completed nor aborted, once for each upload.
    public List<String> pendingUploads(String bucket) {
        return client.listMultipartUploads(request -> request.bucket(bucket))
                .uploads()
                .stream()
                .map(MultipartUpload::key)
                .toList();
    }

    @Override
    public void close() {
        client.close();
    }

    private static S3Client clientOf(URI endpoint, String accessKey, String secretKey) {
        return S3Client.builder()
                .endpointOverride(endpoint)
                .region(Region.of(S3Server.REGION))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(accessKey, secretKey)))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .serviceConfiguration(
                        S3Configuration.builder().pathStyleAccessEnabled(true).chunkedEncodingEnabled(false).build())
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .build();
    }

    private static OracleHead headOf(HeadObjectResponse head) {
        Map<String, String> checksums = new TreeMap<>();
        addIfPresent(checksums, "CRC32", head.checksumCRC32());
        addIfPresent(checksums, "CRC32C", head.checksumCRC32C());
        addIfPresent(checksums, "CRC64NVME", head.checksumCRC64NVME());
        addIfPresent(checksums, "SHA1", head.checksumSHA1());
        addIfPresent(checksums, "SHA256", head.checksumSHA256());
        String type = Optional.ofNullable(head.checksumTypeAsString()).orElse("");
        String contentType = Optional.ofNullable(head.contentType()).orElse("");
        return new OracleHead(head.contentLength(), head.eTag(), contentType, head.metadata(), checksums, type);
    }

    private static void addIfPresent(Map<String, String> checksums, String name, @Nullable String value) {
        if (value != null) {
            checksums.put(name, value);
        }
    }
}
