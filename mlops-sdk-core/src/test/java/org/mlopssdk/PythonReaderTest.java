package org.mlopssdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.mlopssdk.gate.Condition.atLeast;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;

/** The layout is described well enough: a reader in another language, written from the description, reads what the library writes. */
class PythonReaderTest {

    private static final Path READER = Path.of("src/test/python/mlops_reader.py");

    @TempDir
    Path directory;

    private Path store;
    private final List<String> manifests = new ArrayList<>();

    private record Answer(int exit, String text) {}

    private Answer python(String... arguments) throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of("python3", "-I", "-B", "-X", "utf8", READER.toString(), store.toString()));
        command.addAll(List.of(arguments));
        Path said = directory.resolve("said");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
        return new Answer(process.exitValue(), Files.readString(said).strip());
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import sys; sys.exit(sys.version_info < (3, 8))")
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @BeforeEach
    void writeAStore() throws Exception {
        boolean python = hasPython();
        if (!python) {
            System.out.println("PythonReaderTest is skipped: there is no python3, 3.8 or newer, on the path");
        }
        assumeTrue(python, "there is no python3, 3.8 or newer, on the path");
        store = directory.resolve("store");
        try (MlOps mlops = MlOps.open(store)) {
            ArtifactVersion data = mlops.dataset("machines")
                    .newVersion()
                    .add("données/sensors.csv", bytes("x,y\n1,2\n"))
                    .register();
            Artifact model = mlops.model("failure");
            for (int number = 1; number <= 3; number++) {
                int round = number;
                ArtifactVersion version = mlops.experiment("failure").run(run -> {
                    run.input(data).param("round", round).metric("loss", 1.0 / round, round);
                    run.flush();
                    return model.newVersion()
                            .from(run)
                            .add("model.txt", bytes("model " + round))
                            .add("deep/er/日本 & 'no'.bin", new byte[] {(byte) round, 0, 10})
                            .add("empty", new byte[0])
                            .metrics(Metrics.of("f1", 0.7).with("worst", Double.NaN))
                            .describe("the \"best\" yet")
                            .register();
                });
                manifests.add(version.number() + " " + version.digest().hex());
                model.promote(version)
                        .to("champion")
                        .requiring(Gate.named("release")
                                .require("f1", atLeast(0.5))
                                .evaluate(version))
                        .because("it is newer")
                        .commit();
            }
            model.tag(1, "stage", "dev");
            model.rollback("champion").because("it was better").commit();
        }
    }

    @Test
    void itListsResolvesVerifiesAndMaterialises() throws Exception {
        assertThat(python("verify")).isEqualTo(new Answer(0, "sound: 3 streams, 15 entries, 10 files of versions"));
        assertThat(python("versions", "model/failure").text.lines().toList()).isEqualTo(manifests);
        assertThat(python("resolve", "model/failure@champion")).isEqualTo(new Answer(0, "2"));

        Path copy = directory.resolve("copy");
        assertThat(python("get", "model/failure/2", copy.toString())).isEqualTo(new Answer(0, ""));
        try (MlOps mlops = MlOps.open(store)) {
            ArtifactVersion version = mlops.model("failure").version(2);
            assertThat(files(copy)).hasSize(3);
            for (Path file : files(copy)) {
                String path = copy.relativize(file).toString();
                assertThat(file).hasBinaryContent(version.open(path).readAllBytes());
            }
        }
    }

    @Test
    void itRefusesWhatIsNotThere() throws Exception {
        for (String[] question : List.of(
                new String[] {"resolve", "model/failure@nobody"},
                new String[] {"versions", "../blobs"},
                new String[] {"get", "model/failure/9", directory.resolve("a").toString()},
                new String[] {"get", "model/failure/1", store.toString()})) {
            assertThat(python(question).exit).as(String.join(" ", question)).isNotZero();
        }
    }

    @Test
    void itFindsAFlippedByteInFilesOfEachKind() throws Exception {
        List<Path> all = files(store);
        for (int i = 0; i < all.size(); i += 9) { // FORMAT is the first
            Path file = all.get(i);
            byte[] whole = Files.readAllBytes(file);
            if (whole.length > 0) {
                byte[] flipped = whole.clone();
                flipped[whole.length * 2 / 3] ^= 1;
                Files.write(file, flipped);
                Answer answer = python("verify");
                assertThat(answer.exit)
                        .as("%s: %s", store.relativize(file), answer)
                        .isNotZero();
                assertThat(answer.text).startsWith("refused: ");
                Files.write(file, whole);
            }
        }
        assertThat(python("verify").exit).isZero();
    }

    @Test
    void itFindsAMissingEntryAndReadsContentFromTheTrash() throws Exception {
        Path entry = store.resolve("journal/model/failure/00000000000000000003");
        byte[] whole = Files.readAllBytes(entry);
        Files.delete(entry);
        assertThat(python("verify").exit).isNotZero();
        Files.write(entry, whole);

        Path trash = Files.createDirectories(store.resolve("trash/sweep-1"));
        Files.move(store.resolve("blobs/sha256"), trash.resolve("sha256"));
        assertThat(python("verify").exit).isZero();
        Path copy = directory.resolve("from-trash");
        assertThat(python("get", "model/failure/1", copy.toString()).exit).isZero();
        assertThat(copy.resolve("model.txt")).hasContent("model 1");
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).sorted().collect(Collectors.toList());
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
