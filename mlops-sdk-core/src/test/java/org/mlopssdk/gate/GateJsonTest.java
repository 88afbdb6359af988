package org.mlopssdk.gate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.atMost;
import static org.mlopssdk.gate.Condition.between;
import static org.mlopssdk.gate.Condition.dropAtMost;
import static org.mlopssdk.gate.Condition.dropAtMostPercent;
import static org.mlopssdk.gate.Condition.riseAtMost;
import static org.mlopssdk.gate.Condition.riseAtMostPercent;
import static org.mlopssdk.gate.Slices.inEach;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.error.StorageException;
import org.mlopssdk.error.UnsupportedFormatException;

/** A gate in a file, reviewed apart from code. */
class GateJsonTest {

    private static final String RELEASE = """
        {"format": 1, "gate": "release", "requirements": [
          {"metric": "f1", "atLeast": 0.78, "confidence": 0.95},
          {"metric": "f1", "dropAtMost": 0.02, "orBootstrap": true},
          {"metric": "recall", "inEach": {"segment": ["new", "old"]}, "atLeast": 0.7, "minimumRows": 200},
          {"metric": "latency.p95.ms", "atMost": 20, "group": "speed", "advisory": true}]}
        """;

    private static String text(Gate gate) {
        return new String(gate.toJson(), StandardCharsets.UTF_8);
    }

    @Test
    void saysWhatTheFactoriesSay() {
        assertThat(Gate.fromJson(RELEASE).requirements())
                .isEqualTo(Gate.named("release")
                        .require("f1", atLeast(0.78).withConfidence(0.95))
                        .require("f1", dropAtMost(0.02).orBootstrap())
                        .require(
                                "recall",
                                inEach("segment", "new", "old"),
                                atLeast(0.7).withMinimumRows(200))
                        .group("speed", speed -> speed.advise("latency.p95.ms", atMost(20)))
                        .requirements());
        assertThat(Gate.fromJson(RELEASE).toString().lines())
                .containsExactly(
                        "gate release",
                        "  f1 >= 0.78 with confidence 0.95",
                        "  f1 drop <= 0.02 (or no baseline yet)",
                        "  recall in each segment [new, old] >= 0.7 on >= 200 rows",
                        "  latency.p95.ms <= 20 (advice)");
    }

    @Test
    void readsBackWhateverAGateCanAsk() {
        Gate all = Gate.named("all")
                .require("a", atLeast(-1e-300))
                .require("a", atMost(1e300).orInconclusive().withMinimumRows(1))
                .require("a", Map.of("x", "1", "y", "\"2\""), between(0.1, 0.1).withConfidence(0.999))
                .require("a", dropAtMost(0))
                .require("a", riseAtMost(0.1).withMinimumRows(Long.MAX_VALUE))
                .advise("a", dropAtMostPercent(5).orBootstrap().withConfidence(0.9))
                .advise("a", riseAtMostPercent(5))
                .require("a", inEach("x"), atLeast(1))
                .group(
                        "g",
                        part -> part.advise("b", inEach("x", "2", "1"), atMost(1))
                                .require("b", atMost(1)))
                .with(new Requirement("a", Map.of("y", "1"), inEach("x"), atMost(3), false, "h"));

        Gate read = Gate.fromJson(all.toJson());

        assertThat(read.name()).isEqualTo("all");
        assertThat(read.requirements()).isEqualTo(all.requirements());
        assertThat(read.toJson()).isEqualTo(all.toJson());
        assertThat(Gate.fromJson(text(all)).toString()).isEqualTo(all.toString());
    }

    @Test
    void isWrittenOnOneLineWithoutWhatWasNotAsked() {
        assertThat(text(Gate.named("release").require("f1", atLeast(0.78))))
                .isEqualTo(
                        "{\"format\":1,\"gate\":\"release\",\"requirements\":[{\"metric\":\"f1\",\"atLeast\":0.78}]}");
    }

    @Nested
    class TheDocumentation {

        private List<String> examples() throws IOException {
            return Pattern.compile("```json\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(Path.of("../docs/gates.md")))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        }

        @Test
        void hasExamplesThatAreGates() throws IOException {
            assertThat(examples()).hasSize(2);
            assertThat(Gate.fromJson(examples().get(0)).requirements())
                    .isEqualTo(Gate.fromJson(RELEASE).requirements());
            assertThat(Gate.fromJson(examples().get(1)).groups()).containsExactly("release", "live");
        }

        @Test
        void andTheSchemaNameEveryField() throws IOException {
            String documentation = Files.readString(Path.of("../docs/gates.md"));
            List<String> fields = Arrays.stream(RequirementDocument.class.getRecordComponents())
                    .map(RecordComponent::getName)
                    .sorted()
                    .toList();

            assertThat(fields).allSatisfy(field -> assertThat(documentation).contains("`" + field + "`"));
            try (InputStream schema = Gate.class.getResourceAsStream("gate.schema.json")) {
                JsonNode properties = new ObjectMapper().readTree(schema).at("/$defs/requirement/properties");
                List<String> named = new ArrayList<>();
                properties.fieldNames().forEachRemaining(named::add);
                assertThat(named).containsExactlyInAnyOrderElementsOf(fields);
            }
        }
    }

    @Nested
    class InAFile {

        @Test
        void isRead(@TempDir Path directory) throws IOException {
            Path file = Files.writeString(directory.resolve("release.json"), RELEASE);

            assertThat(Gate.fromJson(file)).hasToString(Gate.fromJson(RELEASE).toString());
        }

        @Test
        void isNamedWhenItIsWrong(@TempDir Path directory) throws IOException {
            Path file = Files.writeString(directory.resolve("release.json"), RELEASE.replace("atMost", "atmost"));

            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> Gate.fromJson(file))
                    .withMessageStartingWith("gate " + file + ": has a field 'atmost' that does not belong there");
            assertThatExceptionOfType(NotFoundException.class)
                    .isThrownBy(() -> Gate.fromJson(directory.resolve("other.json")))
                    .withMessageContaining("other.json: is not there");
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> Gate.fromJson(directory));
        }
    }

    @Nested
    class ASlip {

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            "atLeast": 0.78 | "atleast": 0.78 | has a field 'atleast' that does not belong there; fields are [advisory, atLeast, atMost, confidence, dropAtMost, dropAtMostPercent, group, inEach, labels, metric, minimumRows, orBootstrap, orInconclusive, riseAtMost, riseAtMostPercent] (line 2, column 20, at requirements[0].atleast)
            "gate": "release" | "gates": "release" | has a field 'gates' that does not belong there; fields are [format, gate, requirements] (line 1, column 15)
            "atLeast": 0.78 | "atLeast": 0.78, "atLeast": 0.5 | is not the JSON that belongs here: Duplicate field 'atLeast' (line 2, column 46)
            "atLeast": 0.78 | "atLeast": "0.78" | is not the JSON that belongs here: Cannot coerce String value ("0.78") to `java.lang.Double` value (line 2, column 31, at requirements[0].atLeast)
            "metric": "f1", "atLeast" | "metric": 1, "atLeast" | is not the JSON that belongs here: Cannot coerce Integer value (1) to `java.lang.String` value (line 2, column 14, at requirements[0].metric)
                "atLeast": 0.78 | "atLeast": 1e999 | does not hold: a bound is a finite number, got Infinity (line 2, column 3, at requirements[0])
            "atLeast": 0.78 | "atLeast": 0.78, "atMost": 0.7 | does not hold: bounds need least <= most, got 0.78 and 0.7 (line 2, column 3, at requirements[0])
            "atLeast": 0.78, "confidence": 0.95 | "confidence": 0.95 | does not hold: a requirement on f1 has either atLeast, atMost or both, or one of dropAtMost, riseAtMost, dropAtMostPercent and riseAtMostPercent; make one requirement of each condition (line 2, column 3, at requirements[0])
            "dropAtMost": 0.02 | "dropAtMost": 0.02, "atLeast": 1 | does not hold: a requirement on f1 has either atLeast, atMost or both, or one of dropAtMost, riseAtMost, dropAtMostPercent and riseAtMostPercent; make one requirement of each condition (line 3, column 3, at requirements[1])
            "dropAtMost": 0.02 | "dropAtMost": 0.02, "riseAtMost": 1 | does not hold: a requirement on f1 has either atLeast, atMost or both, or one of dropAtMost, riseAtMost, dropAtMostPercent and riseAtMostPercent; make one requirement of each condition (line 3, column 3, at requirements[1])
            "dropAtMost": 0.02 | "atLeast": 0.02 | does not hold: orBootstrap is for changes; f1 has a bound, which takes no baseline (line 3, column 3, at requirements[1])
            "orBootstrap" | "orInconclusive" | does not hold: orInconclusive is for bounds; f1 has a bound on its change (line 3, column 3, at requirements[1])
            0.95 | 95 | does not hold: a confidence lies strictly between 0.5 and 1, by custom 0.95; got 95.0 (line 2, column 3, at requirements[0])
            200 | 0 | does not hold: a minimum of rows is positive, for example 500; got 0 (line 4, column 3, at requirements[2])
            200 | 1.5 | is not the JSON that belongs here: Cannot coerce Floating-point value (1.5) to `java.lang.Long` value (line 4, column 94, at requirements[2].minimumRows)
            "segment": | "a": [], "segment": | does not hold: "inEach" names one label, such as {"segment": ["new", "old"]}, got 2 (line 4, column 3, at requirements[2])
            ["new", "old"] | null | does not hold: "inEach" has a list of names, [] for whichever there are; got null (line 4, column 3, at requirements[2])
            "metric": "f1", "atLeast" | "atLeast" | does not hold: a requirement needs "metric", a name (line 2, column 3, at requirements[0])
            "metric": "f1", "atLeast" | "metric": "", "atLeast" | does not hold: a metric's name has 1 to 250 characters, not all blank; got 0 (line 2, column 3, at requirements[0])
            "group": "speed" | "group": " " | does not hold: a group's name has 1 to 250 characters, not all blank; got 1 (line 5, column 3, at requirements[3])
            "gate": "release", | "gate": null, | does not hold: a gate needs "gate", its name
            """)
        void isRefusedWithItsPlace(String right, String wrong, String message) {
            String json = RELEASE.replaceFirst(Pattern.quote(right), wrong);
            assertThat(json).isNotEqualTo(RELEASE);

            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> Gate.fromJson(json))
                    .withMessage("gate: " + message);
        }

        @ParameterizedTest
        @CsvSource(delimiter = '|', textBlock = """
            {"format": 1, "gate": "g", "requirements": []} | requires nothing and would pass anything
            {"format": 1, "gate": "g", "requirements": [{"metric": "a", "atMost": 1, "advisory": true}]} | requires nothing and would pass anything
            {"format": 1, "gate": "g"} | a gate needs "requirements", a list
            {"format": 1, "gate": "g", "requirements": [null]} | a gate needs an object here, not null (line 1, column 45, at requirements[0])
            {"format": 1, "gate": "g", "requirements": [{"metric": "a", "atMost": 1}, {"atMost": 1.0, "metric": "a", "advisory": false}]} | it says again what requirements[0] does; leave one out (line 1, column 75, at requirements[1])
            {"gate": "g", "requirements": [{"metric": "a", "atMost": 1}]} | names no format; begin with {"format": 1
            {"format": 0} | names no format
            [] | is not the JSON that belongs here
            null | is the JSON word null
            {"format": 1, "gate": "g", "requirements": [{"metric": "a", "atMost": 1}]} {} | is not the JSON that belongs here
            {"format": 1, "gate": "g", "requirements": [{"metric": "a", "atMost": NaN}]} | is not the JSON that belongs here
            {"format": 1, "gate": "g", // said who? | is not the JSON that belongs here
            """)
        void orAGateThatAsksNothingIsRefused(String json, String message) {
            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> Gate.fromJson(json))
                    .withMessageContaining(message);
        }

        @Test
        void beyondTheLimitsIsRefused() {
            String many = IntStream.rangeClosed(0, 10_000)
                    .mapToObj(i -> "{\"metric\":\"a" + i + "\",\"atMost\":1}")
                    .collect(Collectors.joining(",", "{\"format\":1,\"gate\":\"g\",\"requirements\":[", "]}"));

            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> Gate.fromJson(many))
                    .withMessageContaining("at most 10000 requirements, got 10001");
            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> Gate.fromJson(RELEASE + " ".repeat(1 << 20)))
                    .withMessageContaining("has more than 1048576 bytes");
        }

        @Test
        void isNotWhatANewerLibraryWrote() {
            assertThatExceptionOfType(UnsupportedFormatException.class)
                    .isThrownBy(() -> Gate.fromJson("{\"format\": 2, \"rules\": {}}"))
                    .withMessageContaining("use a newer mlops-sdk");
        }
    }
}
