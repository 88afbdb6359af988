package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.drift.DriftPolicy;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.table.Table;

class TrendTest {
    private static final DriftPolicy STRICT = DriftPolicy.ofDefaults().withKsAtLeast(0.05);
    private static final Table THEN = numbers(0);
    private static final ReferenceProfile PROFILE = ReferenceProfile.fit(THEN);
    private static final ReferenceProfile REFITTED = ReferenceProfile.fit(numbers(20));

    private static Table numbers(int shift) {
        return Table.builder()
                .column("x", IntStream.range(0, 400).mapToDouble(i -> i + shift).toArray())
                .build();
    }

    private static DriftReport day(DriftPolicy policy, ReferenceProfile profile) {
        return policy.compare(profile, profile.newWindow().recordAll(numbers(60)));
    }

    static final Presentation MIXED = Presentation.of(day(DriftPolicy.ofDefaults(), PROFILE))
            .withHistory(List.of(
                    day(STRICT, REFITTED),
                    day(STRICT, PROFILE),
                    day(DriftPolicy.ofDefaults(), REFITTED),
                    day(DriftPolicy.ofDefaults(), PROFILE)));

    @Test
    void windowsThatWereJudgedByAnotherPolicyOrReferenceAreCountedInAllForms() {
        String told =
                "Of 4\u00a0earlier windows 2 were judged by another policy, 2 against another reference: each effect"
                        + " is in multiples of the threshold of its own time.";

        assertThat(Page.of(MIXED.html()).texts("header").get(0)).contains(told);
        assertThat(MIXED.markdown().toString()).contains(told);
        for (Rendered text : List.of(MIXED.terminal(), MIXED.ascii())) {
            assertThat(text.toString().replace('\n', ' ')).contains(told.replace('\u00a0', ' '));
        }
        assertThat(MIXED.json().toString())
                .contains("\"verdict\":\"DRIFT\",\"otherPolicy\":true,\"otherReference\":true}")
                .contains("\"verdict\":\"DRIFT\",\"otherPolicy\":true},")
                .contains("\"verdict\":\"DRIFT\",\"otherReference\":true},")
                .endsWith("\"verdict\":\"DRIFT\"}]}],\"unknownColumns\":[]}\n");
    }

    @Test
    void theDrawingMarksThemAndSaysSo() {
        Page page = Page.of(MIXED.html());

        assertThat(page.attributes("class")).contains("hot other", "hot");
        assertThat(page.texts("figcaption"))
                .contains("Effect over its threshold; thick is drift; dashed: judged otherwise");
        assertThat(page.texts("desc")).anyMatch(told -> told.endsWith("3 judged otherwise."));
    }

    @Test
    void windowsThatWereJudgedAlikeNeedNoWord() {
        for (Presentation alike : List.of(Scenes.ordinary(), Presentation.of(MIXED.report()))) {
            assertThat(alike.html().toString()).doesNotContain("another policy", "another reference", " other\"");
            assertThat(alike.markdown().toString()).doesNotContain("another policy", "another reference");
            assertThat(alike.json().toString()).doesNotContain("otherPolicy", "otherReference");
        }
    }

    @Test
    void oneIsToldInTheSingular() {
        Presentation one = Presentation.of(day(STRICT, PROFILE))
                .withHistory(List.of(day(STRICT, PROFILE), day(DriftPolicy.ofDefaults(), PROFILE)));

        assertThat(one.terminal().toString()).contains("Of 2 earlier windows 1 was judged by another policy: each");
    }
}
