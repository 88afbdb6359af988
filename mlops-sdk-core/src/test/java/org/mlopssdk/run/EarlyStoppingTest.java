package org.mlopssdk.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class EarlyStoppingTest {

    @Test
    void theExampleOfTheJavadocStopsAfterTwoObservationsWithoutImprovement() {
        EarlyStopping stopping = EarlyStopping.whenNotFalling().patience(2);
        double[] loss = {0.9, 0.5, 0.6, 0.55, 0.4};
        for (int epoch = 0; epoch < loss.length && !stopping.observe(loss[epoch], epoch); epoch++) {}
        long best = stopping.bestStep(); // 1: neither 0.6 nor 0.55 was better than 0.5
        assertThat(best).isEqualTo(1);
        assertThat(stopping.bestValue()).isEqualTo(0.5);
        assertThat(stopping.toString()).contains("best 0.5 at step 1");
    }

    @Test
    void aMetricThatShouldRiseIsWatchedTheOtherWay() {
        EarlyStopping stopping = EarlyStopping.whenNotRising().patience(1);
        assertThat(stopping.observe(0.7, 0)).isFalse();
        assertThat(stopping.observe(0.8, 1)).isFalse();
        assertThat(stopping.observe(0.8, 2)).as("no better is not better").isTrue();
    }

    @Test
    void anImprovementSmallerThanTheDeltaDoesNotCount() {
        EarlyStopping stopping = EarlyStopping.whenNotFalling().patience(1).minDelta(0.1);
        assertThat(stopping.observe(0.5, 0)).isFalse();
        assertThat(stopping.observe(0.45, 1)).isTrue();
    }

    @Test
    void nanNeverImproves() {
        EarlyStopping stopping = EarlyStopping.whenNotFalling().patience(2);
        assertThat(stopping.observe(Double.NaN, 0)).isFalse();
        assertThat(stopping.observe(Double.NaN, 1)).isTrue();
        assertThat(stopping.bestStep()).isEqualTo(-1);
    }

    @Test
    void settingsThatCouldNotWorkAreRefused() {
        assertThatThrownBy(() -> EarlyStopping.whenNotFalling().patience(0)).hasMessageContaining("at least 1");
        assertThatThrownBy(() -> EarlyStopping.whenNotFalling().minDelta(Double.NaN))
                .hasMessageContaining("not negative");
    }
}
