package org.mlopssdk.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.InvalidDataException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.json.Json;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.store.Digest;

class ManifestTest {

    private static final Digest CONTENT = Digest.of(new byte[] {1});
    private static final VersionRef INPUT = new VersionRef("dataset", "machines", 3, CONTENT);

    private static Manifest of(String... paths) {
        List<ArtifactFile> files = Arrays.stream(paths)
                .map(path -> new ArtifactFile(path, CONTENT, 10))
                .toList();
        return Manifest.of(files, Metrics.of("f1", 0.81), new Lineage("failure/run-1", List.of(INPUT)), "a forest");
    }

    private static String json(Manifest manifest) {
        return new String(manifest.toJson(), StandardCharsets.UTF_8);
    }

    private static Manifest read(String json) {
        return Manifest.fromJson(json.getBytes(StandardCharsets.UTF_8), "model/failure/1");
    }

    private static void assertCorrupted(String json) {
        assertThatExceptionOfType(CorruptedException.class)
                .as(json)
                .isThrownBy(() -> read(json))
                .withMessageStartingWith("model/failure/1: ");
    }

    @Test
    void readsBackFromItsJsonToTheSameBytes() {
        Manifest manifest = of("b/weights.bin", "a.txt");

        assertThat(read(json(manifest))).isEqualTo(manifest);
        assertThat(read(json(manifest)).toJson()).isEqualTo(manifest.toJson());
        assertThat(json(manifest)).doesNotContain("\n").startsWith("{\"format\":1,\"files\":[{\"path\":\"a.txt\",");
    }

    @Test
    void thatNobodyWouldReadIsNotWritten() {
        String text = "x".repeat(Manifest.MAX_BYTES);
        Manifest manifest = Manifest.of(List.of(), Metrics.none(), Lineage.UNKNOWN, text);

        assertThatExceptionOfType(InvalidDataException.class)
                .isThrownBy(manifest::toJson)
                .withMessageContaining("at most " + Manifest.MAX_BYTES);
    }

    @Test
    void ofANewerFormatIsRefusedAsSuch() {
        assertThatExceptionOfType(UnsupportedFormatException.class)
                .isThrownBy(() -> read("{\"format\":2,\"files\":[],\"metrics\":[],\"lineage\":{\"inputs\":[]}}"))
                .withMessageContaining("use a newer mlops-sdk");
    }

    @Test
    void isTheSameInWhateverOrderItsFilesWereAdded() {
        assertThat(of("b", "a", "c")).isEqualTo(of("c", "b", "a"));
        assertThat(of("b", "a", "c").toJson()).isEqualTo(of("c", "b", "a").toJson());
    }

    @Test
    void hasAContentDigestOfItsFilesAlone() {
        Manifest bare = Manifest.of(of("a").files(), Metrics.none(), Lineage.UNKNOWN, null);

        assertThat(bare.contentDigest()).isEqualTo(of("a").contentDigest());
        assertThat(bare.contentDigest()).isNotEqualTo(of("b").contentDigest());
        assertThat(bare.size()).isEqualTo(10);
        assertThat(bare)
                .hasToString(
                        "1 files, 10 bytes, content " + bare.contentDigest().abbreviated());
    }

    @Test
    void isTheSameContentWhereverItsFilesLie() {
        Digest bundle = Digest.of(new byte[] {2});
        ArtifactFile bundled = new ArtifactFile("a", CONTENT, 10, new BundlePlace(bundle, 7));
        Manifest manifest = Manifest.of(
                List.of(
                        bundled,
                        new ArtifactFile("b", CONTENT, 10),
                        new ArtifactFile("c", bundle, 20, bundled.place())),
                Metrics.none(),
                Lineage.UNKNOWN,
                null);

        assertThat(manifest.contents()).containsExactly(bundle, CONTENT);
        assertThat(read(json(manifest))).isEqualTo(manifest);
        assertThat(json(manifest)).contains("\"size\":10,\"place\":{\"bundle\":\"" + bundle + "\",\"offset\":7}}");
        assertThat(Manifest.of(List.of(bundled), Metrics.none(), Lineage.UNKNOWN, null)
                        .contentDigest())
                .isEqualTo(of("a").contentDigest());
    }

    @Nested
    class Paths {

        @Test
        void thatDifferOnlyInCaseAreRefused() {
            for (String[] clash : new String[][] {
                {"a", "A"}, {"Größe", "GRÖßE"}, {"model/x", "Model/y"}, {"a/b/c", "a/B/d"}, {"a/b", "A"}
            }) {
                assertThatIllegalArgumentException()
                        .as(String.join(" and ", clash))
                        .isThrownBy(() -> of(clash))
                        .withMessageContaining("differ only in case");
            }
        }

        @Test
        void thatStandTwiceAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> of("a/b", "a/b"))
                    .withMessageContaining("stands twice");
        }

        @Test
        void thatNeedAFileToBeADirectoryAreRefused() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> of("a", "a/b"))
                    .withMessageContaining("\"a\"");
            assertThatIllegalArgumentException().isThrownBy(() -> of("a-b", "a/b/c", "a/b"));
        }

        @Test
        void thatShareADirectoryAreFine() {
            assertThat(of("a/b", "a/c", "a.b/c", "ab").files()).hasSize(4);
        }
    }

    @Nested
    class FromStorage {

        @ParameterizedTest
        @MethodSource("org.mlopssdk.artifact.ArtifactPathTest#hostile")
        void aHostilePathIsCorruption(String path) {
            String quoted = new String(Json.write(path.replaceAll("[\uD800-\uDFFF]", "\\\\")), StandardCharsets.UTF_8);

            assertCorrupted(json(of("innocent")).replace("\"innocent\"", quoted));
        }

        @ParameterizedTest
        @ValueSource(strings = {"format", "files", "metrics", "lineage"})
        void aManifestWithoutAPartIsCorruption(String part) {
            String manifest = "{\"format\":1,\"files\":[],\"metrics\":[],\"lineage\":{\"inputs\":[]}}";
            assertThat(read(manifest).files()).isEmpty();

            assertCorrupted(manifest.replaceFirst("\"" + part + "\":(1|\\[]|\\{[^}]*}),?", "")
                    .replace(",}", "}"));
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "null", "[]", "{}"})
        void whatIsNoManifestIsCorruption(String json) {
            assertCorrupted(json);
        }

        @Test
        void aPlaceOutsideOfAnyBundleIsCorruption() {
            String place = "\"size\":10,\"place\":{\"bundle\":\"" + CONTENT + "\",\"offset\":0}";
            String bundled = json(of("a")).replace("\"size\":10", place);
            assertThat(read(bundled).contents()).containsExactly(CONTENT);

            for (String offset :
                    List.of("-1", "8388599", "9223372036854775807", "9223372036854775808", "0.5", "null")) {
                assertCorrupted(bundled.replace("\"offset\":0", "\"offset\":" + offset));
            }
            assertCorrupted(bundled.replace("\"size\":10", "\"size\":9223372036854775807"));
            assertCorrupted(bundled.replace(",\"offset\":0", ""));
            assertCorrupted(bundled.replace("\"bundle\":\"" + CONTENT + "\",", ""));
            assertCorrupted(bundled.replace("\"bundle\":\"", "\"bundle\":\"../"));
        }

        @Test
        void aFileWithoutADigestOrOfANegativeSizeIsCorruption() {
            assertCorrupted(json(of("a")).replace("\"digest\":\"" + CONTENT + "\",", ""));
            assertCorrupted(json(of("a")).replace("\"digest\":\"" + CONTENT, "\"digest\":\"" + "g".repeat(64)));
            assertCorrupted(json(of("a")).replace("\"size\":10", "\"size\":-1"));
            assertCorrupted(json(of("a")).replace("\"size\":10", "\"size\":1e1"));
            assertCorrupted(json(of("a")).replace("\"number\":3", "\"number\":0"));
            assertCorrupted(json(of("a")).replace("\"machines\"", "\"../machines\""));
        }
    }

    @Test
    void aReferenceNamesOneVersionForGood() {
        assertThat(INPUT).hasToString("dataset/machines/3@sha256:" + CONTENT);
        assertThatIllegalArgumentException().isThrownBy(() -> new VersionRef("dataset", "machines", 0, CONTENT));
    }

    @ParameterizedTest
    @MethodSource("org.mlopssdk.store.HostileText#all")
    void aReferenceHasNoHostileName(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> new VersionRef("model", text, 1, CONTENT));
        assertThatIllegalArgumentException().isThrownBy(() -> new VersionRef(text, "failure", 1, CONTENT));
    }
}
