package org.mlopssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same story with its store on object storage, which is found as the AWS SDK finds it. */
@Tag("heavy")
class QuickstartOnObjectStorageTest {

    private static final Map<String, String> SETTINGS = Map.of(
            "aws.accessKeyId", "AKIDTESTTESTTESTTEST",
            "aws.secretAccessKey", "secret",
            "aws.region", "us-east-1");

    private static final Path CEPH_SCRIPT = Path.of("../mlops-sdk-s3/src/test/ceph/rgw.sh");
    private static final int CANNOT_BE_HAD = 3;

    @TempDir
    Path directory;

    @AfterEach
    void forget() {
        SETTINGS.keySet().forEach(System::clearProperty);
        System.clearProperty("aws.endpointUrlS3");
    }

    @Test
    void theStoryIsToldOnS3Proxy() throws Exception {
        Files.createDirectories(directory.resolve("bucket"));
        S3Proxy proxy = S3Proxy.builder()
                .blobStore(new FilesystemNio2BlobStore(directory.toString()))
                .awsAuthentication(
                        AuthenticationType.AWS_V4, SETTINGS.get("aws.accessKeyId"), SETTINGS.get("aws.secretAccessKey"))
                .endpoint(URI.create("http://127.0.0.1:0"))
                .build();
        proxy.start();
        try {
            isTold("s3proxy", proxy.getPort());
        } finally {
            proxy.stop();
        }
    }

    @Test
    void theStoryIsToldOnCeph() throws Exception {
        String kept = System.getProperty("mlops.ceph", System.getProperty("user.home") + "/.cache/mlops-sdk-ceph");
        Process install = script("install", kept);
        install.getOutputStream().close();
        String said = new String(install.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (install.waitFor() == CANNOT_BE_HAD) {
            System.out.println("no Ceph gateway here: " + said);
            Assumptions.abort("no Ceph gateway here: " + said);
        }
        assertThat(install.exitValue()).as(said).isZero();
        String port = freePort();
        Process ceph = script("run", kept, directory.resolve("ceph").toString(), port, freePort(), "bucket");
        try {
            assertThat(ceph.inputReader().readLine())
                    .as("what the gateway says first")
                    .startsWith("up: ");
            isTold("ceph", Integer.parseInt(port));
        } finally {
            ceph.getOutputStream().close();
            ceph.waitFor();
        }
    }

    private static void isTold(String server, int port) throws Exception {
        SETTINGS.forEach(System::setProperty);
        System.setProperty("aws.endpointUrlS3", "http://127.0.0.1:" + port);

        Story story = Story.of("--store", "s3://bucket/ml");

        assertThat(story.complaints()).isEmpty();
        assertThat(story.told())
                .contains(
                        "Everything is kept in s3://bucket/ml",
                        "version 1: gate release says PASS",
                        "Refused; model/machines@champion -> version 1",
                        "Serving version 3 now",
                        "Serving version 1 again",
                        "all sound");
        System.out.println("The quickstart ran on " + server + ", in s3://bucket/ml");
    }

    private static Process script(String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("bash", CEPH_SCRIPT.toString());
        builder.command().addAll(List.of(arguments));
        builder.environment().put("AWS_ACCESS_KEY_ID", SETTINGS.get("aws.accessKeyId"));
        builder.environment().put("AWS_SECRET_ACCESS_KEY", SETTINGS.get("aws.secretAccessKey"));
        return builder.redirectErrorStream(true).start();
    }

    private static String freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return Integer.toString(socket.getLocalPort());
        }
    }
}
