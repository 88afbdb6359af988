package org.mlopssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mlopssdk.gate.Condition.atLeast;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.BlobStoreProvider;
import org.mlopssdk.store.MemoryBlobStore;

class MlOpsTest {

    @TempDir
    Path directory;

    @AfterEach
    void clear() {
        System.clearProperty(Locations.PROPERTY);
    }

    @Test
    void theExampleOfTheJavadocRuns() {
        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            ArtifactVersion model = mlops.model("failure")
                    .newVersion()
                    .add("model.txt", "y = 2 x".getBytes(StandardCharsets.UTF_8))
                    .metrics(Metrics.of("f1", 0.81))
                    .register();
            GateReport report =
                    Gate.named("release").require("f1", atLeast(0.78)).evaluate(model);
            mlops.model("failure")
                    .promote(model)
                    .to("champion")
                    .requiring(report)
                    .commit();
            assertThat(mlops.model("failure").alias("champion").require()).isEqualTo(model);
        }
    }

    @Nested
    class Opening {

        @Test
        void aDirectoryByItsPathOrItsUriIsTheSameStore() {
            register(MlOps.open(directory.resolve("ml")));
            try (MlOps mlops = MlOps.open(directory.resolve("ml").toUri())) {
                assertThat(mlops.models()).containsExactly("failure");
                assertThat(mlops.toString()).startsWith("MlOps on file:///");
            }
        }

        @Test
        void theStoreThatIsConfigured() {
            register(MlOps.open(directory.resolve("ml")));
            System.setProperty(
                    Locations.PROPERTY, directory.resolve("ml").toUri().toString());
            try (MlOps mlops = MlOps.open()) {
                assertThat(mlops.models()).containsExactly("failure");
            }
        }

        @Test
        void theShortestConfigurationIsAStoreInMemory() {
            System.setProperty(Locations.PROPERTY, "memory:");
            try (MlOps mlops = MlOps.open()) {
                assertThat(mlops.toString()).contains("memory:");
            }
        }

        @Test
        void withoutConfigurationSaysWhatToSet() {
            assertThatThrownBy(() -> Locations.configuredText(null, " "))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("mlops.uri")
                    .hasMessageContaining("MLOPS_URI");
            assertThat(Locations.configuredText(null, "memory:")).isEqualTo("memory:");
            assertThat(Locations.configuredText("file:ml", "memory:")).isEqualTo("file:ml");
            System.setProperty(Locations.PROPERTY, "not a uri");
            assertThatThrownBy(MlOps::open).hasMessageContaining("is not a URI");
        }

        @Test
        void aStoreInMemoryIsNotDurableAndSaysSo() {
            try (MlOps mlops = MlOps.open(URI.create("memory:/"))) {
                register(mlops);
                assertThat(mlops.toString()).isEqualTo("MlOps on memory: (not durable)");
            }
        }

        @Test
        void anUnknownSchemeNamesTheModuleToAdd() {
            assertThatThrownBy(() -> MlOps.open(URI.create("s3://bucket/prefix")))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("add org.mlopssdk:mlops-sdk-s3");
            assertThatThrownBy(() -> MlOps.open(URI.create("gopher://x")))
                    .hasMessageContaining("known are [file, memory, test]");
            assertThatThrownBy(() -> MlOps.open(URI.create("ml"))).hasMessageContaining("has no scheme");
            assertThatThrownBy(() -> MlOps.open(URI.create("file:///tmp/ml?x=1")))
                    .hasMessageContaining("without host");
        }

        @Test
        void aSchemeOfAnotherModuleIsFound() {
            try (MlOps mlops = MlOps.open(URI.create("test:anything"))) {
                register(mlops);
            }
        }

        @Test
        void whatIsNoStoreIsRefusedAndLeftAlone() throws Exception {
            Files.writeString(directory.resolve("thesis.tex"), "x");
            assertThatThrownBy(() -> MlOps.open(directory))
                    .isInstanceOf(UnsupportedFormatException.class)
                    .hasMessageContaining("thesis.tex");
            assertThat(directory).isDirectoryNotContaining("glob:**/{FORMAT,tmp}");
        }

        @Test
        void needsAPlace() {
            assertThatThrownBy(() -> MlOps.builder().open())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("directory(...)");
        }

        private void register(MlOps mlops) {
            mlops.model("failure").newVersion().add("m", new byte[] {1}).register();
        }
    }

    /** Serves the scheme {@code test:}; named in META-INF/services. */
    public static final class TestProvider implements BlobStoreProvider {
        @Override
        public String scheme() {
            return "test";
        }

        @Override
        public BlobStore open(URI uri) {
            return new MemoryBlobStore();
        }
    }

    @Test
    void closingTwiceDoesNothingAndNothingIsDoneAfterwards() {
        MlOps mlops = MlOps.open(directory.resolve("ml"));
        mlops.close();
        mlops.close();
        assertThat(mlops.toString()).contains("MlOps on file:");
        assertThatThrownBy(() -> mlops.model("failure"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("is closed; open it again");
    }
}
