package org.mlopssdk.registry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.ByteRange;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.MemoryBlobStore;

/** A version whose small files lie in one blob, for whoever reads and verifies it. */
class BundledVersionTest {

    private final BlobStore store = new MemoryBlobStore();
    private final MlOps mlops = MlOps.builder().store(store).author("tests").open();
    private ArtifactVersion version;
    private Digest bundle;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @BeforeEach
    void register() {
        version = mlops.model("m")
                .newVersion()
                .add("config.json", bytes("{}"))
                .add("model.txt", bytes("y = 2 x"))
                .register();
        bundle = version.files().list().get(0).blob();
    }

    @Test
    void isReadAsAnyOther() throws IOException {
        assertThat(bundle).isEqualTo(Digest.of(bytes("{}y = 2 x")));
        try (InputStream in = version.open("model.txt")) {
            assertThat(in.readAllBytes()).isEqualTo(bytes("y = 2 x"));
        }
        assertThat(version.path("config.json")).hasContent("{}");
        assertThat(version.verify().isSound()).isTrue();
        assertThat(mlops.verify().findings()).isEmpty();
    }

    @Test
    void hasTheContentThatItsFilesHaveWhereverTheyLie() {
        ArtifactVersion apart = mlops.model("m")
                .newVersion()
                .add("config.json", out -> out.write(bytes("{}")))
                .add("model.txt", out -> out.write(bytes("y = 2 x")))
                .register();

        assertThat(apart.files().list()).extracting(file -> file.place()).containsOnlyNulls();
        assertThat(apart.contentDigest()).isEqualTo(version.contentDigest());
        assertThat(apart.digest()).isNotEqualTo(version.digest());
    }

    @Test
    void whoseBundleIsMissingOrChangedIsReportedByVerify() {
        byte[] content = bytes("{}y = 3 x");
        store.delete(bundle.key());
        assertThat(mlops.verify().findings())
                .singleElement()
                .satisfies(
                        finding -> assertThat(finding.toString()).contains("config.json", "is missing", bundle.hex()));

        store.create(bundle.key(), content);
        assertThat(store.open(bundle.key(), ByteRange.ALL)).isPresent();
        assertThat(mlops.verify().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString()).contains("holds other bytes", bundle.hex()));
        assertThat(version.verify().findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.toString()).contains("model.txt"));
    }
}
