package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.table.Table;

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
}
