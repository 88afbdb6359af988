package org.mlopssdk.s3;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The servers of the tests are what the tests take them for. */
class ServersTest {

    @Test
    void s3proxyCreatesOnceAndChecksWhoAsks() {
        createsOnceAndChecksWhoAsks(Servers.s3proxy());
    }

    @Tag("heavy")
    @Test
    void cephCreatesOnceAndChecksWhoAsks() {
        createsOnceAndChecksWhoAsks(Servers.ceph());
    }

    private static void createsOnceAndChecksWhoAsks(S3Server server) {
        String key = "/" + server.newBucket() + "/a/b%20c";
        Map<String, String> ifAbsent = Map.of("If-None-Match", "*");

        assertThat(server.request("PUT", key, ifAbsent, "first".getBytes(UTF_8)).statusCode())
                .isEqualTo(200);
        assertThat(server.request("PUT", key, ifAbsent, "second".getBytes(UTF_8))
                        .statusCode())
                .isEqualTo(412);
        assertThat(server.request("GET", key, Map.of(), new byte[0]).body())
                .asString(UTF_8)
                .isEqualTo("first");

        S3Server stranger = new S3Server(server.name(), server.version(), server.endpoint(), server.accessKey(), "no");
        assertThat(stranger.request("GET", key, Map.of(), new byte[0]).statusCode())
                .isEqualTo(403);
        System.out.println(server + " serves tests at " + server.endpoint());
    }
}
