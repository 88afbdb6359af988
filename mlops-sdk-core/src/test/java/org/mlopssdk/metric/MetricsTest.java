package org.mlopssdk.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.json.Json;

class MetricsTest {

    private static Metric labelled(String name, String key, String value, double measured) {
        return Metric.of(name, measured).withLabels(Map.of(key, value));
    }

    @Nested
    class AMetric {

        @Test
        void hasANameAndAValueAndWhatElseIsKnown() {
            Metric metric =
                    labelled("psi", "feature", "Light", 0.25).withN(412).withInterval(new Interval(0.2, 0.3, 0.95));

            assertThat(metric.title()).isEqualTo("psi{feature=Light}");
            assertThat(metric).hasToString("psi{feature=Light} = 0.25 (n=412) [0.2, 0.3] at 0.95");
            assertThat(Metric.of("f1", 0.81)).hasToString("f1 = 0.81");
        }

        @Test
        void keepsWhatIsNoNumber() {
            for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0}) {
                assertThat(Metric.of("loss", value).value()).isEqualTo(Double.valueOf(value));
                assertThat(Metric.of("loss", value)).isEqualTo(Metric.of("loss", value));
            }
        }

        @ParameterizedTest
        @ValueSource(strings = {"", " ", "\t", "a\u0000", "a\nb", "\u001b[31m", "a\u0085"})
        void isNotNamedByWhatNobodyCanRead(String text) {
            assertThatIllegalArgumentException().isThrownBy(() -> Metric.of(text, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> labelled("f1", text, "x", 1));
            assertThatIllegalArgumentException().isThrownBy(() -> labelled("f1", "x", text, 1));
            assertThatIllegalArgumentException().isThrownBy(() -> new MetricPoint(text, Map.of(), 1, 1, Instant.EPOCH));
        }

        @Test
        void isBounded() {
            assertThat(Metric.of("m".repeat(250), 1).name()).hasSize(250);
            assertThatIllegalArgumentException().isThrownBy(() -> Metric.of("m".repeat(251), 1));

            Map<String, String> labels = new HashMap<>();
            for (int i = 0; i < 20; i++) {
                labels.put("k" + i, "v");
            }
            assertThat(Metric.of("f1", 1).withLabels(labels).labels()).hasSize(20);
            labels.put("one", "more");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Metric.of("f1", 1).withLabels(labels))
                    .withMessage("a metric has at most 20 labels, got 21");
        }

        @Test
        void doesNotCountBackwards() {
            assertThat(Metric.of("f1", 1).withN(0).n()).isZero();
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Metric.of("f1", 1).withN(-1))
                    .withMessage("metric f1 counts -1 rows; a count is not negative");
        }

        @Test
        void keepsItsLabelsSortedAndToItself() {
            Map<String, String> labels = new HashMap<>(Map.of("b", "2", "a", "1"));
            Metric metric = Metric.of("f1", 1).withLabels(labels);
            labels.put("c", "3");

            assertThat(metric.labels()).containsExactly(Map.entry("a", "1"), Map.entry("b", "2"));
            assertThat(metric.labels().getClass().getName()).contains("Unmodifiable");
        }
    }

    @Nested
    class AnInterval {

        @Test
        void hasAnOrderAndAConfidence() {
            assertThat(new Interval(0.5, 0.5, 0.9)).hasToString("[0.5, 0.5] at 0.9");
            assertThat(new Interval(Double.NEGATIVE_INFINITY, 0, 0.5).lower()).isNegative();
            for (Parts bad : List.of(
                    new Parts(1, 0, 0.5),
                    new Parts(Double.NaN, 1, 0.5),
                    new Parts(0, Double.NaN, 0.5),
                    new Parts(0, 1, 0),
                    new Parts(0, 1, 1),
                    new Parts(0, 1, Double.NaN))) {
                assertThatIllegalArgumentException()
                        .as(bad.toString())
                        .isThrownBy(() -> new Interval(bad.lower, bad.upper, bad.confidence));
            }
        }

        private record Parts(double lower, double upper, double confidence) {}
    }

    @Nested
    class SomeMetrics {

        @Test
        void ofTheJavadocAreWhatItSays() {
            Metrics metrics = Metrics.of("f1", 0.81).with("latency.p95.ms", 12.5);
            double f1 = metrics.value("f1").orElseThrow();

            assertThat(f1).isEqualTo(0.81);
            assertThat(metrics.all()).extracting(Metric::name).containsExactly("f1", "latency.p95.ms");
        }

        @Test
        void comeInTheOrderOfNameAndLabels() {
            Metrics metrics = Metrics.of(
                    Metric.of("psi", 3),
                    labelled("psi", "feature", "b", 2),
                    Metric.of("f1", 1),
                    labelled("psi", "feature", "a", 4));

            assertThat(metrics.all().stream().map(Metric::title))
                    .containsExactly("f1", "psi{feature=a}", "psi{feature=b}", "psi");
        }

        @Test
        void areEqualWhateverOrderTheyWereGivenIn() {
            Metric a = labelled("psi", "feature", "a", 1);
            Metric b = labelled("psi", "feature", "b", Double.NaN);

            assertThat(Metrics.of(a, b)).isEqualTo(Metrics.of(b, a)).hasSameHashCodeAs(Metrics.of(b, a));
            assertThat(Json.write(Metrics.of(a, b))).isEqualTo(Json.write(Metrics.of(b, a)));
        }

        @Test
        void holdEachNameWithItsLabelsOnce() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Metrics.of(Metric.of("f1", 1), Metric.of("f1", 2)))
                    .withMessage("metric f1 is given twice; name it once");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> Metrics.of(labelled("f1", "a", "b", 1), labelled("f1", "a", "b", 1)));
        }

        @Test
        void thatOnlyPrintAlikeAreNotTheSame() {
            Metric one = labelled("f1", "a", "1, b=2", 1);
            Metric other = Metric.of("f1", 2).withLabels(Map.of("a", "1", "b", "2"));

            assertThat(one.title()).isEqualTo(other.title());
            assertThat(Metrics.of(one, other).all()).hasSize(2);
            assertThat(Metrics.of(one).with(other).find("f1", one.labels())).hasValue(one);
        }

        @Test
        void areReplacedByNameAndLabelsAlone() {
            Metrics metrics = Metrics.of("f1", 1)
                    .with(labelled("f1", "segment", "new", 2))
                    .with("f1", 3);

            assertThat(metrics.value("f1")).hasValue(3);
            assertThat(metrics.find("f1", Map.of("segment", "new"))).hasValue(labelled("f1", "segment", "new", 2));
            assertThat(metrics.all()).hasSize(2);
            assertThat(metrics.and(Metrics.of("f1", 4).with("auc", 5)).all())
                    .extracting(Metric::value)
                    .containsExactly(5.0, 2.0, 4.0);
            assertThat(metrics.value("f1")).as("the original is as it was").hasValue(3);
        }

        @Test
        void areFoundByExactlyTheirLabels() {
            Metrics metrics = Metrics.of(labelled("f1", "segment", "new", 2));

            assertThat(metrics.find("f1")).isEmpty();
            assertThat(metrics.value("f1")).isEmpty();
            assertThat(metrics.find("f1", Map.of("segment", "old"))).isEmpty();
            assertThat(metrics.find("F1", Map.of("segment", "new"))).isEmpty();
            assertThat(metrics.find("f1", Map.of("segment", "new"))).isPresent();
        }

        @Test
        void areFoundAmongNamesThatBeginAlike() {
            Metric[] many = Stream.of("drift", "drift.ks", "drift.ks.p", "drift.psi", "Drift")
                    .flatMap(name -> Stream.of("a", "b", "c").map(feature -> labelled(name, "feature", feature, 1)))
                    .toArray(Metric[]::new);
            Metrics metrics = Metrics.of(many);

            assertThat(many)
                    .allSatisfy(each ->
                            assertThat(metrics.find(each.name(), each.labels())).hasValue(each));
            assertThat(metrics.find("drift.k", many[0].labels())).isEmpty();
            assertThat(metrics.find("zzz", many[0].labels())).isEmpty();
        }

        @Test
        void mayBeNone() {
            assertThat(Metrics.none().isEmpty()).isTrue();
            assertThat(Metrics.none()).hasToString("no metrics").isEqualTo(Metrics.of());
            assertThat(Metrics.none().with("f1", Double.NaN).value("f1")).hasValue(Double.NaN);
        }

        @Test
        void readBackFromJson() {
            Metrics metrics = Metrics.of(
                    Metric.of("loss", Double.NEGATIVE_INFINITY),
                    Metric.of("f1", Double.NaN).withN(0),
                    labelled("psi", "feature", "Ä{}=,", 0.1)
                            .withInterval(new Interval(0, Double.POSITIVE_INFINITY, 0.95)));
            byte[] json = Json.write(metrics);

            assertThat(Json.read(json, Metrics.class, "metrics")).isEqualTo(metrics);
            assertThat(Json.write(Json.read(json, Metrics.class, "metrics"))).isEqualTo(json);
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "{}",
                    "[{}]",
                    "[null]",
                    "[{\"name\":\"f1\",\"labels\":{}}]",
                    "[{\"labels\":{},\"value\":1}]",
                    "[{\"name\":\"\",\"labels\":{},\"value\":1}]",
                    "[{\"name\":\"f1\",\"labels\":{},\"value\":1,\"n\":-1}]",
                    "[{\"name\":\"f1\",\"labels\":{},\"value\":1,\"n\":1.5}]",
                    "[{\"name\":\"f1\",\"labels\":{\"a\":null},\"value\":1}]",
                    "[{\"name\":\"f1\",\"labels\":{},\"value\":1},{\"name\":\"f1\",\"labels\":{},\"value\":2}]",
                    "[{\"name\":\"f1\",\"labels\":{},\"value\":1,\"interval\":{\"lower\":2,\"upper\":1,\"confidence\":0.5}}]"
                })
        void areRefusedFromJsonThatIsOtherwise(String json) {
            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> Json.read(json.getBytes(StandardCharsets.UTF_8), Metrics.class, "metrics"));
        }
    }
}
