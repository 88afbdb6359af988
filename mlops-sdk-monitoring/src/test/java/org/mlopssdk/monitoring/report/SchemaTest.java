package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.drift.DriftPolicy;

/** The JSON form and its schema, which a validator in another language ({@code jsonschema} 4 of Python) was run on as well. */
class SchemaTest {
    private final Schema schema = Schema.ofReports();

    SchemaTest() throws IOException {}

    @Test
    void allReportsKeepToTheSchemaWhichMentionsAllThatTheyHoldAndNothingElse() {
        Instant now = Instant.parse("2026-11-22T00:00:00Z");
        DriftPolicy policy = DriftPolicy.ofDefaults()
                .forFeature("a", feature -> feature.exceptedUntil(now.plusSeconds(1), "winter"))
                .forFeature("b", feature -> feature.ignored("an identifier").withWeight(2));
        Presentation exempt = Presentation.of(Scenes.exempt(policy, now)).withTime(now);
        for (Presentation scene : new Presentation[] {
            Scenes.ordinary(),
            Scenes.hostile(),
            Scenes.few(),
            Scenes.empty(),
            exempt,
            TrendTest.MIXED,
            Crowded.ties("&")
        }) {
            assertThat(schema.wrong(scene.json().bytes())).isEmpty();
        }

        Set<String> never = schema.properties();
        never.removeAll(schema.met());
        assertThat(never).as("properties that no scene has").containsExactly("/policy/budget");
    }

    @Test
    void theSchemaRefusesWhatIsOtherwise() {
        String json = Scenes.few().json().toString();

        assertThat(wrong(json.replace("\"format\":1,\"title\"", "\"format\":2,\"title\"")))
                .isNotEmpty();
        assertThat(wrong(json.replace("\"direction\":\"", "\"direction\":\"un")))
                .isNotEmpty();
        assertThat(wrong(json.replace("\"currentRows\":8", "\"currentRows\":-8")))
                .isNotEmpty();
        assertThat(wrong(json.replace("\"findings\"", "\"finds\""))).isNotEmpty();
        assertThat(wrong(json.replace("\"verdict\":\"INCONCLUSIVE\"", "\"verdict\":\"UNSURE\"")))
                .isNotEmpty();
    }

    private java.util.List<String> wrong(String json) {
        return schema.wrong(json.getBytes(StandardCharsets.UTF_8));
    }
}
