package org.mlopssdk.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.MlOps;
import org.mlopssdk.artifact.ArtifactFile;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.journal.EntryFuzzing;
import org.mlopssdk.json.Json;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.run.RunOptions;
import org.mlopssdk.store.BlobStore;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.HostileText;
import org.mlopssdk.store.MemoryBlobStore;

/**
 * A store forged by somebody who can compute digests: every field that is read back holds hostile text, and everything is asked of it. Nothing is
 * written outside, and what cannot be is refused with an error that can be read.
 */
class ForgedStoreTest {

    private static final byte[] CONTENT = "content".getBytes(StandardCharsets.UTF_8);
    private static final Digest DIGEST = Digest.of(CONTENT);

    @TempDir
    Path directory;

    private Sandbox sandbox;
    private int targets;
    private final List<String> refused = new ArrayList<>();

    @BeforeEach
    void makeSandbox() throws IOException {
        sandbox = new Sandbox(directory);
    }

    /** Everything that can be asked of a model. */
    private void askEverything(BlobStore store) {
        try (MlOps mlops = MlOps.builder()
                .store(store)
                .polling(Duration.ofHours(1))
                .random(new SplittableRandom(1))
                .runs(RunOptions.ofDefaults())
                .open()) {
            Artifact model = mlops.model("failure");
            ask(mlops::verify);
            ask(mlops::models);
            ask(mlops::experiments);
            ask(() -> mlops.experiment("e").runs());
            ask(() -> model.versions().forEach(version -> {
                ask(version::files);
                ask(() -> version.files().list().forEach(file -> ask(() -> version.open(file.path()))));
                ask(() -> version.files().materialize(sandbox.inside().resolve("target" + targets++)));
                ask(version::metrics);
                ask(version::lineage);
                ask(version::toString);
            }));
            ask(() -> model.aliases()
                    .forEach(alias ->
                            model.history(alias.name()).forEach(change -> ask(() -> mlops.report(change.decision())))));
        }
    }

    private void ask(Runnable question) {
        try {
            question.run();
        } catch (MlOpsException | IllegalArgumentException e) {
            refused.add(String.valueOf(e.getMessage()));
        }
    }

    private void assertBoundedAndNothingOutside() throws IOException {
        assertThat(refused)
                .isNotEmpty()
                .allSatisfy(message -> assertThat(message).hasSizeLessThan(1000).doesNotContain("\u0000", "\u001b"));
        sandbox.assertNothingOutsideChanged();
    }

    private static Map<String, Object> manifest(String path) {
        Map<String, Object> manifest = new LinkedHashMap<>();
        manifest.put("format", 1);
        manifest.put("files", List.of(Map.of("path", path, "digest", DIGEST.hex(), "size", CONTENT.length)));
        manifest.put("metrics", List.of());
        manifest.put("lineage", Map.of("inputs", List.of()));
        return manifest;
    }

    private static MemoryBlobStore storeWith(Map<String, Object> manifest) {
        MemoryBlobStore store = new MemoryBlobStore();
        store.put(Content.of(CONTENT));
        Digest digest = store.put(Content.of(Json.write(manifest)));
        EntryFuzzing.append(
                store,
                "model",
                "failure",
                ("registered {\"version\":1,\"manifest\":\"" + digest + "\",\"content\":\"" + DIGEST + "\"}")
                        .getBytes(StandardCharsets.UTF_8));
        return store;
    }

    @Test
    void pathsOfAManifestLeadNowhere() throws IOException {
        for (String path : HostileText.all().toList()) {
            askEverything(storeWith(manifest(path)));
        }
        assertBoundedAndNothingOutside();
    }

    @Test
    void aSoundManifestIsMaterialisedSoThatTheOthersProveSomething() throws IOException {
        askEverything(storeWith(manifest("a/model.txt")));

        assertThat(sandbox.inside().resolve("target0/a/model.txt")).hasBinaryContent(CONTENT);
        assertThat(refused).isEmpty();
    }

    @Test
    void hostilePathsAreRefusedByTheManifestItself() {
        HostileText.everywhere()
                .forEach(path -> assertThatThrownBy(() -> Manifest.fromJson(Json.write(manifest(path)), "manifest"))
                        .as(path)
                        .isInstanceOf(MlOpsException.class)
                        .hasMessageStartingWith("manifest: "));
        for (String twice : List.of("a", "A/b", "a/b")) {
            Map<String, Object> manifest = manifest("a");
            Map<String, Object> file = Map.of("path", twice, "digest", DIGEST.hex(), "size", 1);
            manifest.put("files", List.of(file, Map.of("path", "a", "digest", DIGEST.hex(), "size", 1)));
            assertThatThrownBy(() -> Manifest.fromJson(Json.write(manifest), "manifest"))
                    .as(twice)
                    .isInstanceOf(MlOpsException.class);
        }
    }

    @Test
    @Tag("heavy")
    void otherFieldsOfAManifestAreTextOrRefused() throws IOException {
        for (String text : HostileText.all().toList()) {
            Map<String, Object> manifest = manifest("a");
            manifest.put("description", text);
            manifest.put("metrics", List.of(Map.of("name", text, "labels", Map.of(text, text), "value", 1.0)));
            manifest.put("lineage", Map.of("run", text, "inputs", List.of()));
            askEverything(storeWith(manifest));
            manifest.put("metrics", List.of());
            manifest.put(
                    "lineage",
                    Map.of(
                            "inputs",
                            List.of(Map.of("kind", text, "name", text, "number", 1, "manifest", DIGEST.hex()))));
            askEverything(storeWith(manifest));
        }
        assertBoundedAndNothingOutside();
    }

    @Test
    @Tag("heavy")
    void fieldsOfEntriesAreTextOrRefused() throws IOException {
        for (String text : writable()) {
            String json = new String(Json.write(text), StandardCharsets.UTF_8);
            List<String> models = List.of(
                    "registered {\"version\":1,\"manifest\":" + json + ",\"content\":" + json + "}",
                    "registered {\"version\":1,\"manifest\":\"" + DIGEST + "\",\"content\":\"" + DIGEST
                            + "\",\"tags\":{" + json + ":" + json
                            + "}}\npromoted {\"kind\":\"OVERRIDE\",\"moves\":[{\"alias\":"
                            + json + ",\"version\":1}],\"report\":" + json + "}",
                    "registered {\"version\":" + json + "}",
                    "tagged {\"version\":1,\"key\":" + json + "}",
                    "promoted {\"kind\":" + json + ",\"moves\":[]}");
            for (String entries : models) {
                MemoryBlobStore store = new MemoryBlobStore();
                ask(() -> EntryFuzzing.append(store, "model", "failure", entries.getBytes(StandardCharsets.UTF_8)));
                askEverything(store);
            }
            MemoryBlobStore store = new MemoryBlobStore();
            ask(() -> EntryFuzzing.append(
                    store,
                    "catalog",
                    "streams",
                    ("stream-added {\"kind\":" + json + ",\"name\":" + json + "}").getBytes(StandardCharsets.UTF_8)));
            ask(() -> EntryFuzzing.append(
                    store,
                    "experiment",
                    "e",
                    ("run-started {\"run\":" + json + ",\"writer\":" + json + ",\"environment\":{" + json + ":" + json
                                    + "}}\nrun-finished {\"run\":" + json + ",\"status\":\"FAILED\",\"log\":" + json
                                    + "}")
                            .getBytes(StandardCharsets.UTF_8)));
            askEverything(store);
        }
        assertBoundedAndNothingOutside();
    }

    @Test
    void fieldsOfGateReportsAreTextOrRefused() {
        for (String text : writable()) {
            Map<String, Object> check = new LinkedHashMap<>(Map.of(
                    "metric",
                    text,
                    "labels",
                    Map.of(text, text),
                    "advisory",
                    false,
                    "verdict",
                    "FAIL",
                    "sentence",
                    text));
            Map<String, Object> report =
                    new LinkedHashMap<>(Map.of("format", 1, "gate", text, "candidate", text, "baseline", text));
            report.put("checks", List.of(check));
            ask(() -> GateReport.fromJson(Json.write(report)).toString());
            check.put("verdict", text);
            ask(() -> GateReport.fromJson(Json.write(report)));
        }
        assertThat(refused).allSatisfy(message -> assertThat(message).hasSizeLessThan(1000));
    }

    /** What has a UTF-8 form: half of a surrogate pair cannot even be written. */
    private static List<String> writable() {
        return HostileText.all().filter(Json::isWritable).toList();
    }

    @Test
    void namesInADirectoryThatAreNoNamesAreNoKeys() throws IOException {
        Path root = sandbox.inside().resolve("store");
        try (MlOps mlops = MlOps.open(root)) {
            mlops.model("failure").newVersion().add("a", CONTENT).register();
        }
        for (String name : List.of("CON", "A", "..a", ".hidden", "a b", "-rf", "%2e", "a\\b", "ä")) {
            Files.createDirectories(root.resolve("journal/model").resolve(name));
            Files.writeString(root.resolve("journal/model").resolve(name).resolve("00000000000000000001"), "x");
            Files.writeString(root.resolve("blobs/sha256").resolve(name), "x");
        }
        try (MlOps mlops = MlOps.open(root)) {
            ArtifactVersion version = mlops.model("failure").version(1);
            assertThat(version.files().list()).extracting(ArtifactFile::path).containsExactly("a");
            assertThat(mlops.models()).containsExactly("failure");
        }
        sandbox.assertNothingOutsideChanged();
    }

    @Test
    void textThatIsTakenComesBackAsItWasAndStaysInside() throws IOException {
        Path root = sandbox.inside().resolve("store");
        List<String> taken = HostileText.all()
                .filter(text -> text.length() <= 250 && !text.isBlank() && Json.isWritable(text))
                .filter(text -> text.chars().noneMatch(Character::isISOControl))
                .toList();
        assertThat(taken).hasSizeGreaterThan(300);
        try (MlOps mlops = MlOps.open(root);
                var run = mlops.experiment("e").start()) {
            for (String text : taken) {
                run.param(text, text).tag(text, text).metric(text, 1, 1, Map.of("label", text));
            }
            run.flush();
            Map<String, String> params = run.record().params();
            assertThat(params).hasSize(taken.size());
            assertThat(params).allSatisfy((name, value) -> assertThat(value).isEqualTo(name));
            assertThat(params.keySet()).containsAll(taken);
        }
        try (Stream<Path> files = Files.walk(root)) {
            assertThat(files.map(file -> root.relativize(file).toString()))
                    .allMatch(path -> path.matches("(FORMAT|[a-z0-9][a-z0-9._/-]*)?"));
        }
        sandbox.assertNothingOutsideChanged();
    }
}
