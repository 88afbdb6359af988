package org.mlopssdk.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mlopssdk.error.CorruptedException;

class JsonTest {

    record Sample(String zebra, @Nullable Long ant, double value, List<String> list, Map<String, Object> tree) {}

    record Value(double value) {}

    record Boxed(@Nullable Double value) {}

    record Whole(long number) {}

    record Timed(Instant time) {}

    private static String write(Object value) {
        return new String(Json.write(value), StandardCharsets.UTF_8);
    }

    private static <T> T read(String json, Class<T> type) {
        return Json.read(json.getBytes(StandardCharsets.UTF_8), type, "the sample");
    }

    private static void assertRefused(String json, Class<?> type) {
        assertThatExceptionOfType(CorruptedException.class)
                .as(json.substring(0, Math.min(json.length(), 80)))
                .isThrownBy(() -> read(json, type))
                .withMessageStartingWith("the sample: ");
    }

    @Nested
    class WhatIsWritten {

        @Test
        void isOneLineInTheOrderOfTheComponentsWithMapsSortedAndAbsentFieldsLeftOut() {
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("b", 1);
            tree.put("a", Map.of("y", true, "x", "line\nbreak"));
            tree.put("B", List.of());

            assertThat(write(new Sample("stripes", null, 0.5, List.of("ü"), tree)))
                    .isEqualTo("{\"zebra\":\"stripes\",\"value\":0.5,\"list\":[\"ü\"],"
                            + "\"tree\":{\"B\":[],\"a\":{\"x\":\"line\\nbreak\",\"y\":true},\"b\":1}}");
        }

        @Test
        void isTheSameForEqualRecordsHoweverTheirMapsWereBuilt() {
            Map<String, Object> one = new LinkedHashMap<>();
            Map<String, Object> other = new LinkedHashMap<>();
            for (int i = 0; i < 50; i++) {
                one.put("k" + i, i);
                other.put("k" + (49 - i), 49 - i);
            }

            assertThat(Json.write(new Sample("z", 1L, 1, List.of(), one)))
                    .isEqualTo(Json.write(new Sample("z", 1L, 1, List.of(), other)));
        }

        /** The shortest decimals that read back, after JDK-4511638: before JDK 19 Double.toString gives 2.0E-3 as 0.0020 and the like. */
        @ParameterizedTest
        @CsvSource({
            "0.1, 0.1",
            "2e23, 2.0E23",
            "1.0E23, 1.0E23",
            "2.2250738585072014E-308, 2.2250738585072014E-308",
            "4.9E-324, 4.9E-324",
            "2.0E-3, 0.002",
            "1.1E-5, 1.1E-5",
            "8.41E21, 8.41E21",
            "2.1E22, 2.1E22",
            "9.5367431640625E-7, 9.5367431640625E-7",
            "-0.0, -0.0",
            "100, 100.0"
        })
        void isTheShortestDecimal(double value, String written) {
            assertThat(write(new Value(value))).isEqualTo("{\"value\":" + written + "}");
        }

        @Test
        void turnsIntoATreeAndBack() {
            Sample sample = new Sample("z", 1L, 0.5, List.of("a"), Map.of("k", "v"));
            Map<String, Object> tree = Json.tree(sample);

            assertThat(tree.keySet()).containsExactly("zebra", "ant", "value", "list", "tree");
            assertThat(Json.convert(tree, Sample.class, "the sample")).isEqualTo(sample);
            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> Json.convert(Map.of("value", List.of()), Sample.class, "the sample"))
                    .withMessageStartingWith("the sample: ");
        }

        @Test
        void isATimeInUtc() {
            Timed timed = new Timed(Instant.parse("2026-11-01T12:00:00.000000001Z"));

            assertThat(write(timed)).isEqualTo("{\"time\":\"2026-11-01T12:00:00.000000001Z\"}");
            assertThat(read(write(timed), Timed.class)).isEqualTo(timed);
            assertRefused("{\"time\":\"yesterday\"}", Timed.class);
            assertRefused("{\"time\":1793534400}", Timed.class);
        }
    }

    @Nested
    class NumbersThatAreNone {

        @ParameterizedTest
        @CsvSource({"NaN, NaN", "Infinity, Infinity", "-Infinity, -Infinity"})
        void areKeptAsText(double value, String written) {
            assertThat(write(new Value(value))).isEqualTo("{\"value\":\"" + written + "\"}");
            assertThat(read(write(new Value(value)), Value.class)).isEqualTo(new Value(value));
            assertThat(read(write(new Boxed(value)), Boxed.class)).isEqualTo(new Boxed(value));
        }

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "NaN",
                    "Infinity",
                    "-Infinity",
                    "\"much\"",
                    "\"\"",
                    "true",
                    "null",
                    "[]",
                    "{}",
                    "0x10",
                    "1e",
                    "+1",
                    ".5"
                })
        void areNothingElse(String value) {
            assertRefused("{\"value\":" + value + "}", Value.class);
        }

        @ParameterizedTest
        @ValueSource(strings = {"1.5", "1.0", "\"1\"", "true", "null", "9223372036854775808", "[1]"})
        void areNoWholeNumbers(String value) {
            assertRefused("{\"number\":" + value + "}", Whole.class);
        }
    }

    @Nested
    class WhatIsRead {

        @ParameterizedTest
        @ValueSource(
                strings = {
                    "",
                    " ",
                    "null",
                    "[]",
                    "1",
                    "\"text\"",
                    "{",
                    "{\"value\":1",
                    "{'value':1}",
                    "{value:1}",
                    "{\"value\":1,}",
                    "{\"value\":1}}",
                    "{\"value\":1} {}",
                    "{\"value\":1} x",
                    "{\"value\":1,\"value\":1}",
                    "{\"x\":1,\"x\":2,\"value\":1}",
                    "{\"value\":1} // comment",
                    "{\"value\":1 /* */}",
                    "\u0000",
                    "{\"value\":\"\u0001\"}"
                })
        void isOneObjectWithEachFieldOnce(String json) {
            assertRefused(json, Value.class);
        }

        @Test
        void mayHaveFieldsOfANewerVersion() {
            assertThat(read("{\"later\":[1,{\"a\":2}],\"value\":1}", Value.class))
                    .isEqualTo(new Value(1));
        }

        @Test
        void ofPeopleHasNoFieldsThatTheRecordDoesNotHave() {
            byte[] slip = "{\n \"values\": 1}".getBytes(StandardCharsets.UTF_8);

            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> Json.readStrictly(slip, Boxed.class, "the sample"))
                    .withMessage("the sample: has a field 'values' that does not belong there; fields are [value]"
                            + " (line 2, column 2)");
            assertThat(Json.readStrictly(Json.write(new Boxed(1.0)), Boxed.class, "the sample"))
                    .isEqualTo(new Boxed(1.0));
        }

        @Test
        void isAPartOfAnArrayAndNothingBeyond() {
            byte[] json = "xx{\"value\":1}}}".getBytes(StandardCharsets.UTF_8);

            assertThat(Json.read(json, 2, 11, Value.class, "the sample")).isEqualTo(new Value(1));
        }

        @Test
        void isNotDeepAtWill() {
            String fits = "[".repeat(31) + "]".repeat(31);
            assertThat(read("{\"later\":" + fits + ",\"value\":1}", Value.class))
                    .isEqualTo(new Value(1));

            assertRefused("{\"later\":[" + fits + "],\"value\":1}", Value.class);
            assertRefused("{\"later\":" + "[".repeat(1_000_000), Value.class);
            assertRefused("[".repeat(1_000_000), Value.class);
        }

        @Test
        void hasNoTextsNamesOrNumbersOfAnyLength() {
            assertThat(read("{\"zebra\":\"" + "z".repeat(1 << 20) + "\",\"value\":1}", Sample.class)
                            .zebra())
                    .hasSize(1 << 20);
            assertRefused("{\"zebra\":\"" + "z".repeat((1 << 20) + 100_000) + "\",\"value\":1}", Sample.class);
            assertRefused("{\"" + "n".repeat(100_000) + "\":1,\"value\":1}", Value.class);
            assertRefused("{\"value\":" + "1".repeat(100_000) + "}", Value.class);
            assertRefused("{\"value\":1e" + "1".repeat(100) + "}", Value.class);
        }

        @Test
        void namesNoClass() {
            assertRefused("[\"javax.script.ScriptEngineManager\",{}]", Value.class);
            assertThat(read(
                                    "{\"@class\":\"java.net.URL\",\"zebra\":\"z\",\"value\":1,\"tree\":{\"@class\":\"java.net.URL\"}}",
                                    Sample.class)
                            .tree())
                    .isEqualTo(Map.of("@class", "java.net.URL"));
        }

        @Test
        void saysWhereItIsWrong() {
            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> read("{\"value\":1,\n  \"value\":2}", Value.class))
                    .withMessageContaining("(line 2, column ");
        }
    }
}
