package org.mlopssdk.s3;

import java.net.URI;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Settings of a store on object storage. What is not set is found as users of AWS know it.
 *
 * @since 0.1.0
 */
public final class S3BlobStoreBuilder {

    private static final int DEFAULT_PART = 8 << 20;
    private static final int DEFAULT_PARALLELISM = 8;

    private @Nullable Place place;
    private @Nullable URI endpoint;
    private @Nullable String region;
    private @Nullable Boolean pathStyle;
    private @Nullable String storageClass;
    private Settings.@Nullable Encryption encryption;
    private @Nullable String kmsKey;
    private @Nullable String bucketOwner;
    private boolean google;
    private int partSize = DEFAULT_PART;
    private int parallelism = DEFAULT_PARALLELISM;
    private Settings.@Nullable CacheSettings cache;
    private boolean readOnly;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable OkHttpClient http;
    private @Nullable S3Client client;

    S3BlobStoreBuilder() {}

    /**
     * Where the store is.
     *
     * @param uri {@code s3://bucket/prefix}
     * @return this
     */
    public S3BlobStoreBuilder at(URI uri) {
        place = Place.of(uri);
        return this;
    }

    /**
     * The service's address.
     *
     * @param address such as {@code http://127.0.0.1:8080}
     * @return this
     */
    public S3BlobStoreBuilder endpoint(URI address) {
        endpoint = address;
        return this;
    }

    /**
     * The region.
     *
     * @param name such as {@code eu-central-1}
     * @return this
     */
    public S3BlobStoreBuilder region(String name) {
        region = name;
        return this;
    }

    /**
     * Whether buckets are part of the path.
     *
     * @param inPath true for the path, false for the host
     * @return this
     */
    public S3BlobStoreBuilder pathStyle(boolean inPath) {
        pathStyle = inPath;
        return this;
    }

    /**
     * How long parts are.
     *
     * @param bytes from 5 MiB
     * @return this
     */
    public S3BlobStoreBuilder partSize(int bytes) {
        partSize = bytes;
        return this;
    }

    /**
     * How many requests at one time.
     *
     * @param requests from 1
     * @return this
     */
    public S3BlobStoreBuilder parallelism(int requests) {
        parallelism = requests;
        return this;
    }

    /**
     * Where to keep copies.
     *
     * @param directory the directory
     * @param maxBytes how much
     * @return this
     */
    public S3BlobStoreBuilder cache(Path directory, long maxBytes) {
        cache = new Settings.CacheSettings(directory, maxBytes);
        return this;
    }

    /**
     * Whose credentials.
     *
     * @param provider asked for each request
     * @return this
     */
    public S3BlobStoreBuilder credentials(AwsCredentialsProvider provider) {
        credentials = provider;
        return this;
    }

    /**
     * A client of one's own.
     *
     * @param own stays open
     * @return this
     */
    public S3BlobStoreBuilder httpClient(OkHttpClient own) {
        http = own;
        return this;
    }

    /**
     * A client of one's own.
     *
     * @param own stays open
     * @return this
     */
    public S3BlobStoreBuilder client(S3Client own) {
        client = own;
        return this;
    }

    /**
     * Opens the store.
     *
     * @return the open store
     */
    public S3BlobStore open() {
        if (place == null) {
            throw new IllegalStateException("no place was named; add at(URI.create(\"s3://bucket/prefix\"))");
        }
        Settings settings = new Settings(
                place,
                new Settings.Access(endpoint, region, pathStyle),
                new Settings.Writing(storageClass, encryption, kmsKey, bucketOwner, google),
                new Settings.Transfer(partSize, parallelism),
                cache,
                readOnly);
        return new S3BlobStore(settings, new Connection(settings, credentials, http, client));
    }
}
