package org.mlopssdk.s3;

import java.net.URI;
import java.nio.file.Path;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.s3.Settings.Access;
import org.mlopssdk.s3.Settings.CacheSettings;
import org.mlopssdk.s3.Settings.Encryption;
import org.mlopssdk.s3.Settings.Transfer;
import org.mlopssdk.s3.Settings.Writing;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Settings of a store on object storage. What is not set is found where users of AWS expect it to be: see {@link S3BlobStore}. For one thread.
 *
 * @since 0.1.0
 */
public final class S3BlobStoreBuilder {

    private @Nullable Place place;
    private Access access = Access.FOUND;
    private Writing writing = Writing.PLAIN;
    private Transfer transfer = Transfer.DEFAULT;
    private @Nullable CacheSettings cache;
    private boolean readOnly;
    private @Nullable AwsCredentialsProvider credentials;
    private @Nullable OkHttpClient http;
    private @Nullable S3Client client;
    private Attempts attempts = Attempts.ofDefaults();
    private boolean probing = true;

    S3BlobStoreBuilder() {}

    /**
     * Where the store is.
     *
     * @param uri {@code s3://bucket} or {@code s3://bucket/prefix}
     * @return this
     * @throws IllegalArgumentException if it is anything else
     */
    public S3BlobStoreBuilder at(URI uri) {
        place = Place.of(uri);
        return this;
    }

    /**
     * The service's address, where it is not Amazon's.
     *
     * @param address such as {@code https://s3.example.org:9000}; by default from {@code AWS_ENDPOINT_URL_S3}, {@code AWS_ENDPOINT_URL}, the system
     *     properties {@code aws.endpointUrlS3} and {@code aws.endpointUrl}, or the profile
     * @return this
     * @throws IllegalArgumentException if it is not of http or https, or holds a user, query or fragment
     */
    public S3BlobStoreBuilder endpoint(URI address) {
        access = new Access(address, access.region(), access.pathStyle());
        return this;
    }

    /**
     * The service's region.
     *
     * @param name such as {@code eu-central-1}; by default from {@code AWS_REGION}, the system property {@code aws.region}, the profile, or the
     *     machine in Amazon's cloud
     * @return this
     * @throws IllegalArgumentException if it is not the name of a region
     */
    public S3BlobStoreBuilder region(String name) {
        access = new Access(access.endpoint(), name, access.pathStyle());
        return this;
    }

    /**
     * Whether the bucket is named in the path of requests, or in the host.
     *
     * @param inPath true for {@code https://host/bucket/key}, false for {@code https://bucket.host/key}; by default the path wherever an endpoint
     *     is named, by whatever means, as the AWS CLI has it
     * @return this
     */
    public S3BlobStoreBuilder pathStyle(boolean inPath) {
        access = new Access(access.endpoint(), access.region(), inPath);
        return this;
    }

    /**
     * The class of storage of what is written.
     *
     * @param name such as {@code STANDARD_IA}; by default the service's own
     * @return this
     * @throws IllegalArgumentException if content of that class could not be read at once
     */
    public S3BlobStoreBuilder storageClass(String name) {
        writing = new Writing(name, writing.encryption(), writing.bucketOwner(), writing.google());
        return this;
    }

    /**
     * Has the service encrypt what is written with keys of its own (SSE-S3).
     *
     * @return this
     */
    public S3BlobStoreBuilder encryptedByS3() {
        return encrypted(new Encryption(null));
    }

    /**
     * Has the service encrypt what is written with a key in KMS (SSE-KMS).
     *
     * @param key its id, alias or ARN
     * @return this
     */
    public S3BlobStoreBuilder encryptedByKms(String key) {
        return encrypted(new Encryption(key));
    }

    private S3BlobStoreBuilder encrypted(Encryption encryption) {
        writing = new Writing(writing.storageClass(), encryption, writing.bucketOwner(), writing.google());
        return this;
    }

    /**
     * Refuses a bucket of anybody else's: each request names the account.
     *
     * @param account the 12 digits of the AWS account that must own the bucket
     * @return this
     * @throws IllegalArgumentException if it is anything else
     */
    public S3BlobStoreBuilder bucketOwner(String account) {
        writing = new Writing(writing.storageClass(), writing.encryption(), account, writing.google());
        return this;
    }

    /**
     * Asks for conditions as the XML API of Google Cloud Storage understands them, {@code x-goog-if-generation-match: 0}, with HMAC keys for
     * credentials. <em>Unverified</em>: nobody has run the conformance kit against that service yet. Wherever the condition is ignored, the store is
     * refused.
     *
     * @return this
     */
    public S3BlobStoreBuilder googleConditions() {
        writing = new Writing(writing.storageClass(), writing.encryption(), writing.bucketOwner(), true);
        return this;
    }

    /**
     * How long the parts are in which longer content is sent and read.
     *
     * @param bytes from 5 MiB to 1 GiB; by default 8 MiB
     * @return this
     * @throws IllegalArgumentException if it is anything else
     */
    public S3BlobStoreBuilder partSize(int bytes) {
        transfer = new Transfer(bytes, transfer.parallelism());
        return this;
    }

    /**
     * How many requests one operation makes at the same time. Up to that many parts are kept in memory.
     *
     * @param requests from 1 to 256; by default 8
     * @return this
     * @throws IllegalArgumentException if it is anything else
     */
    public S3BlobStoreBuilder parallelism(int requests) {
        transfer = new Transfer(transfer.partSize(), requests);
        return this;
    }

    /**
     * Keeps copies of content on a local disk, for all processes of this machine. It is safe to delete at any time.
     *
     * @param directory where to keep them
     * @param maxBytes how much at most, at least 1; what was not used for longest goes first
     * @return this
     * @throws IllegalArgumentException if there is no room for anything
     */
    public S3BlobStoreBuilder cache(Path directory, long maxBytes) {
        cache = new CacheSettings(directory, maxBytes);
        return this;
    }

    /**
     * Refuses all that would write, so that credentials which may only read are enough.
     *
     * @return this
     */
    public S3BlobStoreBuilder readOnly() {
        readOnly = true;
        return this;
    }

    /**
     * Whose requests these are.
     *
     * @param provider asked for each request, so that what it renews counts at once; not closed; by default the AWS SDK's default chain
     * @return this
     */
    public S3BlobStoreBuilder credentials(AwsCredentialsProvider provider) {
        credentials = provider;
        return this;
    }

    /**
     * Sends requests by an HTTP client of one's own, with its time-outs, proxy, trust and interceptors.
     *
     * @param own the client; not closed
     * @return this
     */
    public S3BlobStoreBuilder httpClient(OkHttpClient own) {
        http = own;
        return this;
    }

    /**
     * Sends requests by an S3 client of one's own, which brings its own endpoint, region, credentials and HTTP client. One that tries again by itself
     * multiplies the attempts; one that splits what it sends into chunks is not understood by all stores.
     *
     * @param own the client; not closed
     * @return this
     */
    public S3BlobStoreBuilder client(S3Client own) {
        client = own;
        return this;
    }

    /** For tests: how often and when to try again. */
    S3BlobStoreBuilder attempts(Attempts policy) {
        attempts = policy;
        return this;
    }

    /** For tests of single requests: takes the store as it is, without a request. */
    S3BlobStoreBuilder unprobed() {
        probing = false;
        return this;
    }

    /**
     * Opens the store, and makes one where the prefix is empty. A store that is there takes one request. One that is made takes two more and a probe, some 40
     * small requests: whether of 16 creates at the same time one wins, what is written is seen at once, ranges and listings are right and
     * deletions are carried out. The probe is not made again, except where a store was copied to another service or bucket, once in each process.
     *
     * @return the open store, which the caller closes
     * @throws IllegalStateException if no place was named, or settings contradict each other
     * @throws org.mlopssdk.error.UnsupportedFormatException if something else is there, a store of a newer layout, or a service that is not safe
     *     to write to; the message says what it does wrong
     * @throws org.mlopssdk.error.StorageException if the bucket cannot be reached or used, or is to be read and holds no store
     */
    public S3BlobStore open() {
        Settings settings = settings();
        Connection connection = connection();
        if (probing) {
            try {
                new Opening(settings, connection, attempts).run();
            } catch (RuntimeException e) {
                connection.close();
                throw e;
            }
        }
        return new S3BlobStore(settings, connection, attempts);
    }

    Connection connection() {
        return new Connection(settings(), credentials, http, client);
    }

    Settings settings() {
        if (place == null) {
            throw new IllegalStateException("no place was named; add at(URI.create(\"s3://bucket/prefix\"))");
        }
        boolean isPlain = access.equals(Access.FOUND) && credentials == null && http == null;
        if (client != null && !isPlain) {
            throw new IllegalStateException(
                    "client(...) brings its own endpoint, region, path style, credentials and HTTP client; leave out"
                            + " endpoint(...), region(...), pathStyle(...), credentials(...) and httpClient(...)");
        }
        return new Settings(place, access, writing, transfer, cache, readOnly);
    }
}
