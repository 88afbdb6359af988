package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.registry.ArtifactVersion;

/** Runs the examples of this package's Javadoc, word for word. */
class JavadocExamplesTest {
    private final Table training = Table.builder()
            .column("Temperature", 20.5, 21.0)
            .column("Room", "kitchen", "hall")
            .build();

    @Test
    void referenceProfile() {
        ReferenceProfile profile = ReferenceProfile.fit(training);
        Window window = profile.newWindow();
        window.record("Temperature", 21.4);

        assertThat(window.numeric("Temperature").values()).isEqualTo(1);
    }

    @Test
    void profileOptions() {
        Table table = training;
        ReferenceProfile profile =
                ReferenceProfile.options().withMaxBreakPoints(1_000).fit(table);

        assertThat(profile.rows()).isEqualTo(2);
    }

    @Test
    void window() {
        ReferenceProfile profile = ReferenceProfile.fit(training);
        Window window = profile.newWindow();
        window.record("Temperature", 21.4).record("Room", "kitchen");

        assertThat(window.text("Room").values()).isEqualTo(1);
    }

    @Test
    void numericCounter() {
        Window window = ReferenceProfile.fit(training).newWindow();
        NumericCounter temperature = window.numeric("Temperature");
        temperature.record(21.4);

        assertThat(window.numeric("Temperature").values()).isEqualTo(1);
    }

    @Test
    void recorder() {
        ReferenceProfile profile = ReferenceProfile.fit(training);
        Recorder recorder = profile.newRecorder();
        recorder.record("Temperature", 21.4);
        Window lastMinute = recorder.snapshot();

        assertThat(lastMinute.numeric("Temperature").values()).isEqualTo(1);
    }

    @Test
    void panes() {
        ReferenceProfile profile = ReferenceProfile.fit(training);
        Panes panes = Panes.of(profile.newRecorder(), Duration.ofMinutes(5), 12, InstantSource.system());
        panes.recorder().record("Temperature", 21.4);
        panes.roll();
        Optional<Pane> lastHour = panes.last(Duration.ofHours(1));

        assertThat(lastHour.isPresent()).isEqualTo(!panes.closed().isEmpty());
    }

    @Test
    void compactForm() {
        ReferenceProfile profile = ReferenceProfile.fit(training);
        Window window = profile.newWindow().record("Temperature", 21.4);
        byte[] sent = CompactForm.of(window);
        Window received = CompactForm.readWindow(sent, profile);

        assertThat(received.toJson()).isEqualTo(window.toJson());
    }

    @Test
    void seasonalReference() {
        ReferenceProfile profile = ReferenceProfile.fit(training);
        Instant now = Instant.parse("2026-11-22T16:00:00Z");
        List<Instant> times = List.of(now, now);
        Pane pane = new Pane(now, now.plusSeconds(60), profile.newWindow().record("Temperature", 21.4));
        SeasonalReference seasons =
                SeasonalReference.fit(profile.coarsened(1_000), training, times, ZoneId.of("Europe/Paris"));
        List<FeatureComparison> found = seasons.compare(pane);

        assertThat(found).hasSize(2);
        try (MlOps mlops = MlOps.open(URI.create("memory:/"))) {
            ArtifactVersion version =
                    mlops.model("heating").newVersion().add(seasons).register();
            Table lastWeek = training;
            SeasonalReference kept = version.attachment(SeasonalReference.FORMAT);
            Recorder recorder = kept.profile().newRecorder();
            SeasonalReference grown = kept.plus(SeasonalReference.fit(kept.profile(), lastWeek, times, kept.zone()));

            assertThat(recorder.snapshot().compare()).hasSize(2);
            assertThat(grown.rows()).isEqualTo(2 * seasons.rows());
        }
    }
}
