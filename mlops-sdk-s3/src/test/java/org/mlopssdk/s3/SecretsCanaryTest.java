package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Secrets are in no line of any log at any level, in no exception, and in nothing that objects of this library hold or say of themselves. What objects of
 * the AWS SDK and of OkHttp hold is not looked into: credentials are the SDK's, and a request on its way carries the session token, since that is what it is for.
 */
@Tag("heavy")
@Timeout(600)
class SecretsCanaryTest {

    private static final String TOKEN = "canaryOfTheSessionToken/4711+notToBeSeen==";

    @TempDir
    private Path home;

    @Test
    void areNowhereToBeSeen() throws Exception {
        S3Server server = Servers.s3proxy();
        List<String> report = lookFor(server, server.newBucket(), server.secretKey(), TOKEN);
        assertThat(report)
                .filteredOn(line -> line.startsWith("found") && !isTokenOfSigner(line, server.secretKey()))
                .isEmpty();
        assertThat(number(report, "logged")).isGreaterThan(1000);
        assertThat(number(report, "warned")).isPositive();
        assertThat(number(report, "thrown")).isGreaterThan(50);
        assertThat(number(report, "objects")).isGreaterThan(100);
    }

    /**
     * The SDK's signer writes what it signs to its log at DEBUG, the session token among it, and never the secret key. Nothing can be done about that from here
     * but to say so, which the store does when that log is on.
     */
    private static boolean isTokenOfSigner(String line, String secretKey) {
        return line.startsWith("found log: DEBUG " + Connection.SIGNER + " ") && !line.contains(secretKey);
    }

    /** What is no secret is found in each of the places, so that a secret would be. */
    @Test
    void wouldBeSeenWhereTheyWere() throws Exception {
        S3Server server = Servers.s3proxy();
        String bucket = server.newBucket();
        List<String> report = lookFor(server, bucket, bucket);
        for (String place : List.of("log", "exception", "object")) {
            assertThat(report).anyMatch(line -> line.startsWith("found " + place));
        }
    }

    private List<String> lookFor(S3Server server, String bucket, String... texts)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dslf4j.provider=" + CapturedLogs.class.getName(),
                "-Duser.home=" + home,
                "-cp",
                System.getProperty("java.class.path"),
                CanaryMain.class.getName(),
                server.endpoint().toString(),
                bucket));
        command.addAll(List.of(texts));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("AWS_ACCESS_KEY_ID", server.accessKey());
        builder.environment().put("AWS_SECRET_ACCESS_KEY", server.secretKey());
        builder.environment().put("CANARY_TOKEN", TOKEN);
        Process child = builder.start();
        String said = new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(child.waitFor()).as(said).isZero();
        return said.lines().toList();
    }

    private static int number(List<String> report, String what) {
        return report.stream()
                .filter(line -> line.startsWith(what + " "))
                .mapToInt(line -> Integer.parseInt(line.substring(what.length() + 1)))
                .sum();
    }
}
