package org.mlopssdk.monitoring.drift;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.UnsupportedFormatException;

class PolicyJsonTest {

    private static DriftPolicy read(String json) {
        return DriftPolicy.fromJson(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aPolicyIsReadBackAsItWasWritten() {
        DriftPolicy policy = DriftPolicy.ofDefaults()
                .withKsAtLeast(0.15)
                .requiringProofOfStability()
                .forFeature("b", p -> p.withPsiAtLeast(0.25).withWeight(3).withMinimumRows(50))
                .forFeature("a", p -> p.ignored("an identifier"))
                .forFeature("c", p -> p.exceptedUntil(Instant.parse("2027-03-01T00:00:00Z"), "winter"));

        assertThat(new String(policy.toJson(), StandardCharsets.UTF_8))
                .isEqualTo("{\"format\":1,\"ksAtLeast\":0.15,\"psiAtLeast\":0.2,\"missingChangeAtLeast\":0.05,"
                        + "\"significance\":0.05,\"minimumRows\":100,\"proofOfStability\":true,\"features\":{"
                        + "\"a\":{\"exemption\":{\"because\":\"an identifier\"}},"
                        + "\"b\":{\"psiAtLeast\":0.25,\"minimumRows\":50,\"weight\":3.0},"
                        + "\"c\":{\"exemption\":{\"because\":\"winter\",\"until\":\"2027-03-01T00:00:00Z\"}}}}");
        assertThat(DriftPolicy.fromJson(policy.toJson())).isEqualTo(policy);
    }

    @Test
    void whatIsAbsentIsAsByDefault() {
        assertThat(read("{\"format\": 1}")).isEqualTo(DriftPolicy.ofDefaults());
        assertThat(read("{\"format\": 1, \"features\": {\"x\": {\"ksAtLeast\": 0.2}}}"))
                .isEqualTo(DriftPolicy.ofDefaults().forFeature("x", p -> p.withKsAtLeast(0.2)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'format':1,~ 'ksAtLeats':0.2} | has a field 'ksAtLeats' that does not belong there; fields are"
                        + " [budget, features, format, ksAtLeast, minimumRows, missingChangeAtLeast, proofOfStability,"
                        + " psiAtLeast, significance] (line 2,",
                "{'format':1,'features':{'x':{'ks':0.2}}} | has a field 'ks' that does not belong there; fields are"
                        + " [exemption,",
                "{'format':1,'features':{'x':{'exemption':{'because':'b','why':'x'}}}} | has a field" + " 'why'",
                "{'format':1,'features':{'x':{'ksAtLeast':2}}} | ksAtLeast is positive and at most 1; got 2.0",
                "{'format':1,'features':{'x':{'exemption':{'because':''}}}} | the reason why a feature is exempt",
                "{'format':1,'features':{'x':{'exemption':{}}}} | gives its reason in because",
                "{'format':1,'features':{'x':{'exemption':{'because':'b','until':'soon'}}}} | not a time as"
                        + " 2026-01-31T12:00:00Z",
                "{'format':1,'features':{'x':null}} | leave it out",
                "{'format':1,'features':{'':{}}} | the name of a feature",
                "{'format':1,'significance':0} | significance lies in (0, 1)",
                "{'format':1,'budget':{'rate':0.6,'windowRows':100}} | A false-alarm rate lies in (0, 0.5]",
                "{'format':1,'budget':{'rate':0.1}} | windowRows",
                "{'format':1,'budget':{'rate':0.1,'windowRows':100,'x':1}} | has a field 'x' that does not belong"
                        + " there",
                "{'format':1,'ksAtLeast':'NaN'} | ksAtLeast is positive",
                "{'format':1,'ksAtLeast':0.1,'ksAtLeast':0.1} | (line 1,",
                "{'ksAtLeast':0.1} | names no format; begin with",
                "[] | is not the JSON that belongs here",
            })
    void whatIsNoPolicyIsRefused(String json, String message) {
        String quoted = json.replace('\'', '"').replace('~', '\n');
        assertThatThrownBy(() -> read(quoted))
                .isInstanceOf(CorruptedException.class)
                .hasMessageStartingWith("drift policy: ")
                .hasMessageContaining(message)
                .message()
                .hasSizeLessThan(500);
    }

    @Test
    void aNewerFormatIsNamedWhateverElseItHolds() {
        assertThatThrownBy(() -> read("{\"format\":2,\"ksAtLeast\":\"auto\"}"))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("is of format 2, this library knows up to 1");
    }
}
