package org.mlopssdk.s3;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.BlobKey;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.CreateMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.ListMultipartUploadsResponse;
import software.amazon.awssdk.services.s3.model.ListPartsResponse;

/** Uploads in parts: each method is exactly one request, as in {@link Bucket}. */
final class MultipartRequests {

    private final Bucket bucket;
    private final Place place;
    private final Settings.Writing writing;

    MultipartRequests(Bucket bucket) {
        this.bucket = bucket;
        this.place = bucket.place();
        this.writing = bucket.writing();
    }

    /**
     * An upload that was begun and not ended.
     *
     * @param key of the object that it would become
     * @param id tells it from others
     * @param begun when, by the server's clock
     */
    record Upload(String key, String id, Instant begun) {}

    /**
     * A part that has arrived.
     *
     * @param number from 1
     * @param length in bytes
     * @param tag the server's mark of its content
     * @param arrived when, by the server's clock
     */
    record Part(int number, long length, String tag, Instant arrived) {}

    /**
     * Some of a list.
     *
     * @param items what is listed
     * @param now when it was, by the server's clock, if it says so
     * @param next what to ask on with, or null where there is no more
     */
    record Page<T>(
            List<T> items, @Nullable Instant now, @Nullable Marker next) {}

    /** Where a list goes on. */
    record Marker(@Nullable String key, String id) {}

    String begin(BlobKey key) {
        CreateMultipartUploadRequest.Builder request =
                CreateMultipartUploadRequest.builder().bucket(place.bucket()).key(place.key(key));
        request.storageClass(writing.storageClass()).expectedBucketOwner(writing.bucketOwner());
        Settings.Encryption encryption = writing.encryption();
        if (encryption != null) {
            request.serverSideEncryption(encryption.algorithm()).ssekmsKeyId(encryption.kmsKey());
        }
        String id = bucket.call(
                client -> client.createMultipartUpload(request.build()).uploadId());
        if (id == null || id.isEmpty()) {
            throw Failure.of(Failure.Kind.LOST, "the answer to the begin of an upload has no id");
        }
        return id;
    }

    /** Sends a part and tells its tag. */
    String send(BlobKey key, String id, int number, RequestBody content) {
        String tag = bucket.call(client -> client.uploadPart(
                        request -> request.bucket(place.bucket())
                                .key(place.key(key))
                                .uploadId(id)
                                .partNumber(number)
                                .expectedBucketOwner(writing.bucketOwner()),
                        content)
                .eTag());
        if (tag == null) {
            throw Failure.of(
                    Failure.Kind.LOST, "the answer to a part has no ETag, so it is none of a part that was stored");
        }
        return tag;
    }

    /** Makes an object of parts. */
    void complete(BlobKey key, String id, List<Part> parts) {
        List<CompletedPart> all = parts.stream()
                .map(part -> CompletedPart.builder()
                        .partNumber(part.number)
                        .eTag(part.tag)
                        .build())
                .toList();
        CompleteMultipartUploadResponse answer =
                bucket.call(client -> client.completeMultipartUpload(request -> request.bucket(place.bucket())
                        .key(place.key(key))
                        .uploadId(id)
                        .multipartUpload(upload -> upload.parts(all))
                        .expectedBucketOwner(writing.bucketOwner())));
        if (answer.eTag() == null) {
            throw Failure.of(
                    Failure.Kind.LOST, "the answer to the end of an upload has no ETag, so it is none of an object");
        }
    }

    void abort(String key, String id) {
        bucket.call(client -> client.abortMultipartUpload(request ->
                request.bucket(place.bucket()).key(key).uploadId(id).expectedBucketOwner(writing.bucketOwner())));
    }

    /** Lists uploads that were not ended, by what their keys begin with. */
    Page<Upload> uploads(String prefix, @Nullable Marker from) {
        ListMultipartUploadsResponse answer =
                bucket.call(client -> client.listMultipartUploads(request -> request.bucket(place.bucket())
                        .prefix(prefix)
                        .keyMarker(from == null ? null : from.key)
                        .uploadIdMarker(from == null ? null : from.id)
                        .expectedBucketOwner(writing.bucketOwner())));
        List<Upload> uploads = answer.uploads().stream()
                .filter(upload -> upload.key() != null && upload.uploadId() != null && upload.initiated() != null)
                .map(upload -> new Upload(upload.key(), upload.uploadId(), upload.initiated()))
                .toList();
        boolean more = Boolean.TRUE.equals(answer.isTruncated()) && answer.nextUploadIdMarker() != null;
        return new Page<>(
                uploads,
                now(answer.sdkHttpResponse().firstMatchingHeader("Date")),
                more ? new Marker(answer.nextKeyMarker(), answer.nextUploadIdMarker()) : null);
    }

    /** Lists the parts that have arrived. */
    Page<Part> parts(String key, String id, @Nullable Marker from) {
        ListPartsResponse answer = bucket.call(client -> client.listParts(request -> request.bucket(place.bucket())
                .key(key)
                .uploadId(id)
                .partNumberMarker(from == null ? null : Integer.valueOf(from.id))
                .expectedBucketOwner(writing.bucketOwner())));
        List<Part> parts = answer.parts().stream()
                .filter(part -> part.partNumber() != null && part.size() != null && part.eTag() != null)
                .map(part -> new Part(
                        part.partNumber(),
                        part.size(),
                        part.eTag(),
                        part.lastModified() == null ? Instant.MAX : part.lastModified()))
                .toList();
        boolean more = Boolean.TRUE.equals(answer.isTruncated()) && answer.nextPartNumberMarker() != null;
        return new Page<>(
                parts,
                now(answer.sdkHttpResponse().firstMatchingHeader("Date")),
                more ? new Marker(null, String.valueOf(answer.nextPartNumberMarker())) : null);
    }

    private static @Nullable Instant now(Optional<String> date) {
        try {
            return date.map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant())
                    .orElse(null);
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
