package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.store.Content;
import software.amazon.awssdk.core.sync.RequestBody;

/** What of big content depends on the server, on another one. */
@Tag("heavy")
class BigFilesOnCephTest {

    @TempDir
    Path directory;

    @Test
    void bigContentIsSentResumedAndFetched() throws Exception {
        try (BigFiles big = new BigFiles(Servers.ceph(), directory)) {
            big.dieAtTheLastPart();
            assertThat(big.store.unfinished()).as("begun just now").isEmpty();
            String upload = big.client
                    .listMultipartUploads(request -> request.bucket(big.bucketName))
                    .uploads()
                    .get(0)
                    .uploadId();
            big.client.uploadPart(
                    request -> request.bucket(big.bucketName)
                            .key(big.key())
                            .uploadId(upload)
                            .partNumber(1),
                    RequestBody.fromBytes(new byte[BigFiles.PART]));
            big.meddled.meddle((method, number, request) -> request.send());
            assertThat(big.store.put(Content.of(big.file))).isEqualTo(BigFiles.DIGEST);
            assertThat(big.meddled.count("createMultipartUpload")).isZero();
            assertThat(big.meddled.count("uploadPart")).isEqualTo(2);
            assertThat(big.store.file(BigFiles.DIGEST).orElseThrow()).hasBinaryContent(BigFiles.CONTENT);
            assertThat(big.uploads()).isZero();
        }
    }
}
