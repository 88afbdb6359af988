package org.mlopssdk.s3;

import java.util.Base64;
import java.util.HexFormat;
import org.mlopssdk.store.Digest;
import software.amazon.awssdk.core.sync.RequestBody;

/**
 * What one request sends: bytes that stay as they are, however often they are sent.
 *
 * @param body the bytes
 * @param digest their digest
 */
record Payload(RequestBody body, Digest digest) {

    static Payload of(byte[] bytes) {
        return new Payload(RequestBody.fromBytes(bytes), Digest.of(bytes));
    }

    /** The digest as S3 writes it in headers. */
    String checksum() {
        return Base64.getEncoder().encodeToString(HexFormat.of().parseHex(digest.hex()));
    }
}
