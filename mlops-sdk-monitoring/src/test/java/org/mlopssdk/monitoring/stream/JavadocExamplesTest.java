package org.mlopssdk.monitoring.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Runs the examples of this package's Javadoc, word for word. */
class JavadocExamplesTest {

    @Test
    void streamDetector() {
        double[] losses = new double[200];
        Arrays.fill(losses, 100, 200, 5.0);
        List<Long> drifts = new ArrayList<>();

        StreamDetector detector = Adwin.withDefaults().start();
        for (double loss : losses) {
            if (detector.update(loss) == DetectorState.DRIFT) {
                drifts.add(detector.values());
            }
        }

        assertThat(drifts).containsExactly(128L);
    }

    @Test
    void settings() {
        AdwinDetector detector = Adwin.withDefaults().delta(0.01).clock(8).start();
        assertThat(detector.settings().clock()).isEqualTo(8);
    }

    @Test
    void pageHinkley() {
        PageHinkleyDetector detector = PageHinkley.withDefaults()
                .threshold(20)
                .direction(PageHinkley.Direction.UP)
                .start();
        assertThat(detector.settings().threshold()).isEqualTo(20);
    }

    @Test
    void ddm() {
        DdmDetector detector = Ddm.withDefaults().warmUp(100).start();
        assertThat(detector.settings().warmUp()).isEqualTo(100);
    }
}
