package org.mlopssdk.s3;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.BlobKey;
import org.mlopssdk.store.ByteRange;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.EncodingType;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Object;

/** Objects of a store: each method is exactly one request. What went wrong is a {@link Failure}; whether to try again is for others. */
final class Bucket {

    /** Names the writer of an object, so that whoever lost the answer finds out whether the object is its own. */
    private static final String OPERATION = "mlops-operation";

    private static final int NO_CONTENT = 204;
    private static final int NOT_FOUND = 404;

    private final Place place;
    private final Settings.Writing writing;
    private final Connection connection;

    Bucket(Settings settings, Connection connection) {
        this.place = settings.place();
        this.writing = settings.writing();
        this.connection = connection;
    }

    /**
     * What is known of an object without reading it.
     *
     * @param length in bytes
     * @param tag the store's mark of its content
     * @param operation who wrote it, if it says so
     */
    record Head(long length, String tag, @Nullable String operation) {}

    /**
     * Some keys of a listing.
     *
     * @param keys whole keys of objects, as the store gave them
     * @param more whether there are more behind these
     * @param token how to ask for these
     */
    record Page(List<String> keys, boolean more, @Nullable String token) {}

    /** Stores an object where there is none. */
    void create(BlobKey key, Payload content, String operation) {
        put(key, content, request -> {
            request.metadata(Map.of(OPERATION, operation));
            if (writing.google()) {
                request.overrideConfiguration(all -> all.putHeader("x-goog-if-generation-match", "0"));
            } else {
                request.ifNoneMatch("*");
            }
        });
    }

    /** Stores an object, whatever is there. */
    void put(BlobKey key, Payload content) {
        put(key, content, request -> {});
    }

    private void put(BlobKey key, Payload content, Consumer<PutObjectRequest.Builder> terms) {
        PutObjectRequest.Builder request =
                PutObjectRequest.builder().bucket(place.bucket()).key(place.key(key));
        request.storageClass(writing.storageClass()).expectedBucketOwner(writing.bucketOwner());
        Settings.Encryption encryption = writing.encryption();
        if (encryption != null) {
            request.serverSideEncryption(encryption.algorithm()).ssekmsKeyId(encryption.kmsKey());
        }
        if (!writing.google()) {
            request.checksumSHA256(content.checksum());
        }
        terms.accept(request);
        PutObjectResponse answer = call(client -> client.putObject(request.build(), content.body()));
        if (answer.eTag() == null) { // an error in the body of a 200
            throw Failure.of(Failure.Kind.LOST, "the answer has no ETag, as that about a stored object has");
        }
    }

    /** What is known of an object, if there is one. */
    Optional<Head> head(BlobKey key) {
        try {
            HeadObjectResponse answer = call(client -> client.headObject(request ->
                    request.bucket(place.bucket()).key(place.key(key)).expectedBucketOwner(writing.bucketOwner())));
            if (answer.eTag() == null || answer.contentLength() == null) {
                throw Failure.of(Failure.Kind.LOST, "the answer has no ETag or length, as that about an object has");
            }
            return Optional.of(new Head(
                    answer.contentLength(), answer.eTag(), answer.metadata().get(OPERATION)));
        } catch (Failure e) {
            if (e.status() == NOT_FOUND) { // which has no body, so no code either
                return Optional.empty();
            }
            throw e;
        }
    }

    /**
     * Begins to read an object.
     *
     * @throws Failure also where the answer is not of the range that was asked for
     */
    Body get(BlobKey key, ByteRange range) {
        GetObjectRequest.Builder request =
                GetObjectRequest.builder().bucket(place.bucket()).key(place.key(key));
        request.expectedBucketOwner(writing.bucketOwner());
        if (!range.equals(ByteRange.ALL)) {
            request.range(header(range));
        }
        ResponseInputStream<GetObjectResponse> in = call(client -> client.getObject(request.build()));
        try {
            return Body.of(in, range);
        } catch (Failure e) {
            in.abort();
            throw e;
        }
    }

    private static String header(ByteRange range) {
        boolean toTheEnd = range.length() > Long.MAX_VALUE - range.offset();
        return "bytes=" + range.offset() + "-" + (toTheEnd ? "" : range.offset() + range.length() - 1);
    }

    /** Lists keys behind some text, or where a page before ended. All are texts of whole keys of objects. */
    Page list(String prefix, String startAfter, @Nullable String token, int limit) {
        ListObjectsV2Response answer = call(client -> client.listObjectsV2(request -> request.bucket(place.bucket())
                .prefix(prefix)
                .startAfter(startAfter.isEmpty() || token != null ? null : startAfter)
                .continuationToken(token)
                .maxKeys(limit)
                .encodingType(EncodingType.URL)
                .expectedBucketOwner(writing.bucketOwner())));
        if (answer.isTruncated() == null) { // an error in the body of a 200
            throw Failure.of(Failure.Kind.LOST, "the answer does not say whether there is more, as a listing does");
        }
        return new Page(
                answer.contents().stream().map(S3Object::key).toList(),
                answer.isTruncated(),
                answer.nextContinuationToken());
    }

    /** Removes an object, if there is one. */
    void delete(BlobKey key) {
        SdkHttpResponse answer = call(client -> client.deleteObject(request ->
                        request.bucket(place.bucket()).key(place.key(key)).expectedBucketOwner(writing.bucketOwner())))
                .sdkHttpResponse();
        boolean isBare = answer.statusCode() == NO_CONTENT
                || answer.firstMatchingHeader("Content-Length")
                        .filter("0"::equals)
                        .isPresent();
        if (!isBare) { // an error in the body of a 200
            throw Failure.of(Failure.Kind.LOST, "the answer has a body, which that about a removed object has not");
        }
    }

    Place place() {
        return place;
    }

    Settings.Writing writing() {
        return writing;
    }

    /** One request through the SDK's client, whatever the state of the thread. */
    <T> T call(Function<S3Client, T> request) {
        return Interrupts.aside(() -> {
            try {
                return request.apply(connection.client());
            } catch (SdkException e) {
                throw Failure.of(e);
            }
        });
    }
}
