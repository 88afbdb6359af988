package org.mlopssdk.s3;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.BlobKey;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartCopyResponse;

/** Copies that the service makes itself: each method is exactly one request, as in {@link Bucket}. */
final class CopyRequests {

    private final Bucket bucket;
    private final Place place;
    private final Settings.Writing writing;

    CopyRequests(Bucket bucket) {
        this.bucket = bucket;
        this.place = bucket.place();
        this.writing = bucket.writing();
    }

    /** Copies an object of up to 5 GiB. */
    void copy(BlobKey from, BlobKey to) {
        CopyObjectRequest.Builder request = CopyObjectRequest.builder()
                .sourceBucket(place.bucket())
                .sourceKey(place.key(from))
                .destinationBucket(place.bucket())
                .destinationKey(place.key(to))
                .storageClass(writing.storageClass())
                .expectedSourceBucketOwner(writing.bucketOwner())
                .expectedBucketOwner(writing.bucketOwner());
        Settings.Encryption encryption = writing.encryption();
        if (encryption != null) {
            request.serverSideEncryption(encryption.algorithm()).ssekmsKeyId(encryption.kmsKey());
        }
        CopyObjectResponse answer = bucket.call(client -> client.copyObject(request.build()));
        requireTag(
                answer.copyObjectResult() == null
                        ? null
                        : answer.copyObjectResult().eTag());
    }

    /** Copies a range of an object as a part of an upload, and tells its tag. */
    String part(BlobKey from, long first, long last, BlobKey to, String upload, int number) {
        UploadPartCopyResponse answer =
                bucket.call(client -> client.uploadPartCopy(request -> request.sourceBucket(place.bucket())
                        .sourceKey(place.key(from))
                        .copySourceRange("bytes=" + first + "-" + last)
                        .destinationBucket(place.bucket())
                        .destinationKey(place.key(to))
                        .uploadId(upload)
                        .partNumber(number)
                        .expectedSourceBucketOwner(writing.bucketOwner())
                        .expectedBucketOwner(writing.bucketOwner())));
        return requireTag(
                answer.copyPartResult() == null ? null : answer.copyPartResult().eTag());
    }

    private static String requireTag(@Nullable String tag) {
        if (tag == null) { // an error in the body of a 200
            throw Failure.of(Failure.Kind.LOST, "the answer has no ETag, as that about a copied object has");
        }
        return tag;
    }

    /** How long ago an object was written, by the service's own clock; zero where it does not tell, or there is none. */
    Duration age(BlobKey key) {
        try {
            HeadObjectResponse answer = bucket.call(client -> client.headObject(request ->
                    request.bucket(place.bucket()).key(place.key(key)).expectedBucketOwner(writing.bucketOwner())));
            Instant written = answer.lastModified();
            Optional<Instant> now =
                    answer.sdkHttpResponse().firstMatchingHeader("Date").flatMap(CopyRequests::instant);
            return written == null || now.isEmpty() ? Duration.ZERO : Duration.between(written, now.get());
        } catch (Failure e) {
            if (e.status() == 404) {
                return Duration.ZERO;
            }
            throw e;
        }
    }

    private static Optional<Instant> instant(String date) {
        try {
            return Optional.of(ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }
}
