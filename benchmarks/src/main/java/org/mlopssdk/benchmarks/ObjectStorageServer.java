package org.mlopssdk.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.TransientNio2BlobStore;

/**
 * s3proxy with its content in memory, behind a {@link SlowLink}, in a process of its own, so that what the client's process takes is the client's. Another server
 * is stood before by {@code -Dbenchmarks.s3.port=...}, with its credentials in the usual environment variables.
 */
final class ObjectStorageServer implements AutoCloseable {

    static final String ACCESS_KEY = "AKIDBENCHMARKS";
    static final String SECRET_KEY = "secretOfTheBenchmarks";

    private final Process process;
    private final BufferedReader answers;
    private final PrintWriter questions;
    private final int port;

    /** What has gone over the link. */
    record Traffic(long requests, long bytes) {}

    private ObjectStorageServer(Process process) throws IOException {
        this.process = process;
        this.answers = process.inputReader();
        this.questions = new PrintWriter(process.outputWriter(), true);
        this.port = Integer.parseInt(answers.readLine());
    }

    static ObjectStorageServer start() throws IOException {
        Process process = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Xmx3g",
                        "-Dbenchmarks.s3.port=" + System.getProperty("benchmarks.s3.port", "0"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ObjectStorageServer.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return new ObjectStorageServer(process);
    }

    /** Serves until nobody holds its input open. */
    public static void main(String[] args) throws Exception {
        int port = Integer.getInteger("benchmarks.s3.port", 0);
        if (port == 0) {
            S3Proxy proxy = S3Proxy.builder()
                    .blobStore(new TransientNio2BlobStore())
                    .awsAuthentication(AuthenticationType.AWS_V4, ACCESS_KEY, SECRET_KEY)
                    .endpoint(URI.create("http://127.0.0.1:0"))
                    .build();
            proxy.start();
            port = proxy.getPort();
        }
        try (SlowLink link = new SlowLink(port);
                BufferedReader questions =
                        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            System.out.println(link.port());
            while (questions.readLine() != null) {
                System.out.println(link.requests() + " " + link.bytes());
            }
        }
        System.exit(0);
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + port);
    }

    Traffic traffic() throws IOException {
        questions.println();
        String[] counts = answers.readLine().split(" ", -1);
        return new Traffic(Long.parseLong(counts[0]), Long.parseLong(counts[1]));
    }

    @Override
    public void close() throws IOException {
        questions.close();
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
