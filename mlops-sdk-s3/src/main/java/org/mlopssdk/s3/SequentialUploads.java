package org.mlopssdk.s3;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.store.Digest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/** One part after the other. */
final class SequentialUploads implements LargeUploads {

    private final Bucket bucket;
    private final Attempts attempts;
    private final int partSize;

    SequentialUploads(Bucket bucket, Attempts attempts, int partSize) {
        this.bucket = bucket;
        this.attempts = attempts;
        this.partSize = partSize;
    }

    @Override
    public void put(Path file, long length, Digest digest) {
        String name = bucket.place().bucket();
        String key = bucket.place().key(digest.key());
        String upload = attempts.run(() -> bucket.call(client -> client.createMultipartUpload(
                        request -> request.bucket(name).key(key))
                .uploadId()));
        List<CompletedPart> parts = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            for (byte[] part = in.readNBytes(partSize); part.length > 0; part = in.readNBytes(partSize)) {
                byte[] content = part;
                int number = parts.size() + 1;
                String tag = attempts.run(() -> bucket.call(client -> client.uploadPart(
                                request -> request.bucket(name)
                                        .key(key)
                                        .uploadId(upload)
                                        .partNumber(number),
                                RequestBody.fromBytes(content))
                        .eTag()));
                parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
            }
        } catch (IOException e) {
            throw new StorageException(file.toString(), "cannot be read: " + e, e);
        }
        attempts.run(() -> bucket.call(client -> client.completeMultipartUpload(
                request -> request.bucket(name).key(key).uploadId(upload).multipartUpload(all -> all.parts(parts)))));
    }
}
