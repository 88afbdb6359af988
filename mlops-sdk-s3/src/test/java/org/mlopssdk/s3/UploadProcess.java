package org.mlopssdk.s3;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.mlopssdk.store.Content;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** A program that puts a file into a store and, once two parts have been sent, says so and goes no further until it is killed. */
final class UploadProcess {

    private UploadProcess() {}

    /** Takes the endpoint, the store's address, the file, and the two halves of the credentials. */
    public static void main(String[] args) throws Exception {
        Path file = Path.of(args[2]);
        try (S3BlobStore store = S3BlobStore.builder()
                .endpoint(URI.create(args[0]))
                .at(URI.create(args[1]))
                .region(S3Server.REGION)
                .credentials(StaticCredentialsProvider.create(AwsBasicCredentials.create(args[3], args[4])))
                .partSize(BigFiles.PART)
                .parallelism(1)
                .open()) {
            store.put(new Content() {
                @Override
                public void writeTo(OutputStream out) throws IOException {
                    Files.copy(file, out);
                }

                @Override
                public Optional<Path> file() {
                    return Optional.of(file);
                }

                @Override
                public void onSent(long sent, long length) {
                    if (sent == 2L * BigFiles.PART) {
                        System.out.println("sent " + sent);
                        awaitDeath();
                    }
                }
            });
        }
    }

    private static void awaitDeath() {
        try {
            Thread.currentThread().join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
