package org.mlopssdk.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.store.MemoryBlobStore;

class ServedModelTest {

    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final MlOps mlops = MlOps.builder().store(store).open();
    private final Artifact model = mlops.model("failure");

    @AfterEach
    void close() {
        mlops.close();
    }

    private ArtifactVersion promote(Artifact where, String content) {
        ArtifactVersion version = where.newVersion()
                .add("model.txt", content.getBytes(StandardCharsets.UTF_8))
                .register();
        where.promote(version).to("champion").overriding("test").commit();
        return version;
    }

    private static String load(ArtifactVersion version) throws IOException {
        try (var in = version.open("model.txt")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (text.equals("broken")) {
                throw new IOException("not a model");
            }
            return text;
        }
    }

    @Test
    void servesWhatTheAliasPointsAtAndFollowsItWhenItMoves() {
        promote(model, "one");
        try (ServedModel<String> served = model.serve("champion", ServedModelTest::load)) {
            assertThat(served.get()).isEqualTo("one");
            promote(model, "two");
            await().atMost(PATIENCE).until(() -> served.get().equals("two"));
            assertThat(served.version().number()).isEqualTo(2);
            assertThat(served).hasToString("serving model/failure@champion -> version 2");
            model.rollback("champion").commit();
            await().atMost(PATIENCE).until(() -> served.get().equals("one"));
        }
    }

    @Test
    void followsWhatAnotherProcessPromotes() {
        promote(model, "one");
        MlOps here = MlOps.builder().store(store).polling(Duration.ofMillis(20)).open();
        try (ServedModel<String> served = here.model("failure").serve("champion", ServedModelTest::load)) {
            promote(model, "two");
            await().atMost(PATIENCE).until(() -> served.get().equals("two"));
        } finally {
            here.close();
        }
    }

    @Test
    void looksAtOnceWhenAsked() {
        promote(model, "one");
        MlOps here = MlOps.builder().store(store).polling(Duration.ofHours(1)).open();
        try (ServedModel<String> served = here.model("failure").serve("champion", ServedModelTest::load)) {
            promote(model, "two");
            assertThat(served.refresh().get()).isEqualTo("two");
            assertThat(served.refresh().get()).isEqualTo("two");
        } finally {
            here.close();
        }
    }

    @Test
    void goesOnWithTheOldModelWhenTheNewOneCannotBeLoaded() {
        promote(model, "one");
        try (ServedModel<String> served = model.serve("champion", ServedModelTest::load)) {
            promote(model, "broken");
            assertThat(served.refresh().get()).isEqualTo("one");
            assertThat(served.failure()).get().isInstanceOf(IOException.class);
            promote(model, "three");
            assertThat(served.refresh().get()).isEqualTo("three");
            assertThat(served.failure()).isEmpty();
        }
    }

    @Test
    void followsNoLongerOnceTheStoreIsClosed() {
        promote(model, "one");
        ServedModel<String> served = model.serve("champion", ServedModelTest::load);
        mlops.close();
        await().atMost(PATIENCE)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> thread.getName().equals("mlops-serve-failure-champion")));
        assertThat(served.get()).isEqualTo("one");
    }

    @Test
    void cannotStartWithoutAModel() {
        assertThatThrownBy(() -> model.serve("champion", ServedModelTest::load)).isInstanceOf(NotFoundException.class);
        promote(model, "broken");
        assertThatThrownBy(() -> model.serve("champion", ServedModelTest::load))
                .isInstanceOf(MlOpsException.class)
                .hasMessageContaining("cannot be loaded: java.io.IOException: not a model");
    }
}
