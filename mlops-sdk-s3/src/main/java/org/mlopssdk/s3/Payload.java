package org.mlopssdk.s3;

import java.util.Base64;
import java.util.HexFormat;
import org.mlopssdk.store.Digest;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;

/**
 * What one request sends: bytes that stay as they are, however often they are sent.
 *
 * @param body the bytes
 * @param digest their digest
 */
record Payload(RequestBody body, Digest digest) {

    private static final String TYPE = "application/octet-stream";

    /** The bytes are not copied. */
    static Payload of(byte[] bytes) {
        return of(bytes, Digest.of(bytes));
    }

    /** The bytes are not copied. */
    static Payload of(byte[] bytes, Digest digest) {
        return new Payload(
                RequestBody.fromContentProvider(ContentStreamProvider.fromByteArrayUnsafe(bytes), bytes.length, TYPE),
                digest);
    }

    /** The digest as S3 writes it in headers. */
    String checksum() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex()));
    }
}
