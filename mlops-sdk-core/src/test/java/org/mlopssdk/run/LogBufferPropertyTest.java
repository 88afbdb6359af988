package org.mlopssdk.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.mlopssdk.json.Json;
import org.mlopssdk.metric.MetricPoint;

class LogBufferPropertyTest {

    @Provide
    static Arbitrary<List<MetricPoint>> points() {
        Arbitrary<String> text =
                Arbitraries.strings().all().ofMinLength(1).ofMaxLength(12).filter(LogBufferPropertyTest::isFreeText);
        Arbitrary<String> name =
                Arbitraries.oneOf(Arbitraries.of("loss", "f1", "a\"b\\c/<>&'", "\u2028 \ud83d\ude00"), text);
        Arbitrary<Double> value = Arbitraries.oneOf(
                Arbitraries.longs().map(Double::longBitsToDouble),
                Arbitraries.integers().map(Integer::doubleValue),
                Arbitraries.of(
                        -0.0,
                        0.0,
                        Double.NaN,
                        Double.POSITIVE_INFINITY,
                        Double.NEGATIVE_INFINITY,
                        Double.MIN_VALUE,
                        Double.MAX_VALUE,
                        2.0E-3,
                        1.0E7,
                        2.2250738585072014E-308));
        Arbitrary<Integer> nanos = Arbitraries.oneOf(
                Arbitraries.of(0, 1, 1000, 1_000_000, 120_000_000, 120_000, 999_999_999),
                Arbitraries.integers().between(0, 999_999_999));
        Arbitrary<Long> seconds = Arbitraries.oneOf(
                Arbitraries.longs().between(1_790_000_000, 1_790_000_003),
                Arbitraries.longs().between(Instant.MIN.getEpochSecond(), Instant.MAX.getEpochSecond()),
                Arbitraries.of(-1L, 0L, -62_167_219_201L, 253_402_300_800L));
        Arbitrary<Instant> time = Combinators.combine(seconds, nanos).as(Instant::ofEpochSecond);
        Arbitrary<Map<String, String>> labels =
                Arbitraries.maps(name, name).ofMinSize(0).ofMaxSize(4);
        return Combinators.combine(name, labels, value, Arbitraries.longs(), time)
                .as(MetricPoint::new)
                .list()
                .ofMaxSize(10);
    }

    private static boolean isFreeText(String text) {
        return !text.isBlank() && Json.isWritable(text) && text.chars().noneMatch(Character::isISOControl);
    }

    @Property(tries = 300, seed = "1")
    void pointsAreWrittenAsTheirJsonAndReadBackAsTheyWere(@ForAll("points") List<MetricPoint> points)
            throws IOException {
        LogBuffer buffer = new LogBuffer(Integer.MAX_VALUE);
        StringBuilder expected = new StringBuilder();
        for (MetricPoint point : points) {
            buffer.add(LogLine.metric(point));
            expected.append(json(LogLine.metric(point)));
        }
        assertThat(buffer.lines()).isEqualTo(points.size());
        LogLine last = LogLine.alive("writer", Instant.EPOCH);
        byte[] lines = SegmentFormat.open(SegmentFormat.seal(buffer.take(last)), "a segment");
        assertThat(new String(lines, StandardCharsets.UTF_8)).isEqualTo(expected + json(last));

        List<LogLine> read = new ArrayList<>();
        LogLines.forEach(new ByteArrayInputStream(lines), "a segment", read::add);
        assertThat(read.remove(points.size())).isEqualTo(last);
        assertThat(read.stream().map(LogLine::point).toList()).isEqualTo(points);
        assertThat(buffer.lines()).isZero();
    }

    private static String json(LogLine line) {
        return new String(Json.write(line), StandardCharsets.UTF_8) + "\n";
    }
}
