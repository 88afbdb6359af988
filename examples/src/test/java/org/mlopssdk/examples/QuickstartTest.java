package org.mlopssdk.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mlopssdk.MlOps;
import org.mlopssdk.registry.Artifact;

class QuickstartTest {

    @TempDir
    Path directory;

    @Test
    void aSecondRunGoesOnWhereTheFirstEndedAndStoresUnchangedDataOnce() throws Exception {
        String store = directory.resolve("ml").toUri().toString();

        assertThat(Story.of("--store", store))
                .returns(0, Story::status)
                .returns("", Story::complaints)
                .satisfies(story -> assertThat(story.told())
                        .contains(
                                "version 1: gate release says PASS",
                                "STABLE: 0 of 4 features drift",
                                "DRIFT: 2 of 4 features drift",
                                "version 2: gate release says FAIL",
                                "Refused; model/machines@champion -> version 1",
                                "Serving version 3 now",
                                "Serving version 1 again",
                                "all sound"));
        assertThat(blobsOfTheSizeOfTheTrainingData()).isEqualTo(1);
        assertThat(directory).isDirectoryContaining("glob:**/ml-drift-*.html");

        assertThat(Story.of("--store", store).told())
                .contains(
                        "dataset machines, version 3",
                        "unchanged since version 1, not stored twice",
                        "unchanged since version 2, not stored twice",
                        "version 4: gate release says PASS",
                        "Refused; model/machines@champion -> version 4",
                        "Serving version 6 now",
                        "Serving version 4 again",
                        "all sound");
        assertThat(blobsOfTheSizeOfTheTrainingData()).isEqualTo(1);

        try (MlOps mlops = MlOps.open(directory.resolve("ml"))) {
            Artifact model = mlops.model("machines");
            assertThat(model.versions()).hasSize(6);
            assertThat(model.history("champion").changes()).hasSize(6);
            assertThat(mlops.experiment("machines").runs()).hasSize(6);
        }
    }

    @Test
    void theStoryFitsAPageOfAHundredColumns() throws Exception {
        assertThat(Story.of("--store", "memory:").told().lines())
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void realDataTellTheSameStory() throws Exception {
        Path data = Path.of(System.getProperty("mlops.data", "")).resolve("occupancy");
        if (!Files.isDirectory(data)) {
            String reason = "The UCI Occupancy files are not in " + data.toAbsolutePath()
                    + "; name their folder with -Dmlops.data.";
            System.out.println("Skipped. " + reason);
            abort(reason);
        }

        Story story = Story.of("--store", "memory:", "--data", data.toString());

        assertThat(story.complaints()).isEmpty();
        assertThat(story.told())
                .contains(
                        "UCI Occupancy",
                        "datatest2: version 1 said yes to",
                        "Refused; model/occupancy@champion -> version 1",
                        "Serving version 3 now",
                        "all sound");
    }

    @ParameterizedTest
    @CsvSource({
        "--help, 'unknown argument \"--help\"'",
        "--data, --data needs a value",
        "--store, --store needs a value",
        "--store=ml, 'unknown argument \"--store=ml\"'",
        "--store ml, has no scheme; for a directory write file:ml",
        "--store a:%, is not a URI",
        "--store gopher:/ml, 'nothing serves stores of the scheme \"gopher:\"'",
    })
    void wrongArgumentsAreExplained(String args, String explanation) throws Exception {
        Story story = Story.of(args.split(" "));

        assertThat(story.status()).isEqualTo(2);
        assertThat(story.told()).isEmpty();
        assertThat(story.complaints()).contains(explanation).contains("usage: ./mvnw");
    }

    @Test
    void missingFilesAreNamed() throws Exception {
        Story story = Story.of("--store", "memory:", "--data", directory.toString());

        assertThat(story.status()).isEqualTo(1);
        assertThat(story.complaints()).contains(directory.toString(), "has no datatraining.txt");
    }

    private long blobsOfTheSizeOfTheTrainingData() throws IOException {
        ByteArrayOutputStream data = new ByteArrayOutputStream();
        Machines.scenario().training().content().writeTo(data);
        long size = data.size();
        try (Stream<Path> blobs = Files.walk(directory.resolve("ml/blobs"))) {
            return blobs.filter(blob -> blob.toFile().isFile() && blob.toFile().length() == size)
                    .count();
        }
    }
}
