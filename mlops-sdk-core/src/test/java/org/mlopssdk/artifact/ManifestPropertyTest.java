package org.mlopssdk.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mlopssdk.metric.Metric;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.store.Digest;

class ManifestPropertyTest {

    @Provide
    Arbitrary<Set<String>> names() {
        return Arbitraries.strings()
                .withCharRange('a', 'z')
                .withChars('ä', 'é', '0', '_')
                .ofMinLength(1)
                .ofMaxLength(20)
                .set()
                .ofMaxSize(20);
    }

    @Property(seed = "1")
    void everyManifestReadsBackAsItWasToTheSameBytes(
            @ForAll("names") Set<String> names, @ForAll double value, @ForAll long seed, @ForAll boolean described) {
        List<ArtifactFile> files = new ArrayList<>();
        for (String name : names) {
            Digest digest = Digest.of((name + seed).getBytes(StandardCharsets.UTF_8));
            files.add(new ArtifactFile("dir-" + name + "/file-" + name + ".bin", digest, Math.abs(seed % 1_000_000)));
        }
        Metrics metrics = Metrics.of(Metric.of("loss", value).withN(names.size()), Metric.of("nan", Double.NaN));
        Manifest manifest = Manifest.of(files, metrics, Lineage.UNKNOWN, described ? "line\n\"two\" ä" : null);

        Manifest read = Manifest.fromJson(manifest.toJson(), "model/m/1");

        assertThat(read).isEqualTo(manifest);
        assertThat(read.toJson()).isEqualTo(manifest.toJson());
        assertThat(read.contentDigest()).isEqualTo(manifest.contentDigest());
    }
}
