package org.mlopssdk.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.mlopssdk.error.CorruptedException;

class JsonPropertyTest {

    record Value(double value, Map<String, String> texts) {}

    @Property(seed = "1")
    void anyDoubleReadsBackToTheSameBits(@ForAll long bits) {
        double value = Double.longBitsToDouble(bits);
        Value read = Json.read(Json.write(new Value(value, Map.of())), Value.class, "value");

        assertThat(Double.doubleToLongBits(read.value())).isEqualTo(Double.doubleToLongBits(value));
    }

    @Property(seed = "1")
    void whatReadsBackIsWrittenAsTheSameBytes(@ForAll double value, @ForAll Map<Character, Character> letters) {
        Map<String, String> texts = letters.entrySet().stream()
                .filter(entry -> !Character.isSurrogate(entry.getKey()) && !Character.isSurrogate(entry.getValue()))
                .collect(Collectors.toMap(
                        entry -> entry.getKey().toString(),
                        entry -> entry.getValue().toString()));
        byte[] written = Json.write(new Value(value, texts));
        Value read = Json.read(written, Value.class, "value");

        assertThat(read).isEqualTo(new Value(value, texts));
        assertThat(Json.write(read)).isEqualTo(written);
        assertThat(new String(written, StandardCharsets.UTF_8)).doesNotContain("\n", "\r");
    }

    @Property(seed = "1")
    void anyBytesAreReadOrRefusedAndNothingElse(@ForAll byte[] noise, @ForAll @IntRange(max = 40) int at) {
        byte[] json = Json.write(new Value(0.5, Map.of("key", "text")));
        System.arraycopy(
                noise,
                0,
                json,
                Math.min(at, json.length),
                Math.min(noise.length, json.length - Math.min(at, json.length)));
        try {
            assertThat(Json.read(json, Value.class, "value")).isInstanceOf(Value.class);
        } catch (CorruptedException e) {
            assertThat(e.subject()).isEqualTo("value");
        }
    }
}
