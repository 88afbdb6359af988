package org.mlopssdk.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.gate.Verdict;
import org.mlopssdk.journal.Notes;
import org.mlopssdk.metric.Metrics;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.MemoryBlobStore;

class RegistryTest {

    private static final Gate GATE = Gate.named("release")
            .require("f1", atLeast(0.7))
            .require("f1", dropAtMost(0.02).orBootstrap());

    private final MemoryBlobStore store = new MemoryBlobStore();
    private final MlOps mlops = MlOps.builder().store(store).author("ada").open();
    private final Artifact model = mlops.model("failure");

    private ArtifactVersion register(double f1) {
        return model.newVersion()
                .add("model.txt", ("f1=" + f1).getBytes(StandardCharsets.UTF_8))
                .metrics(Metrics.of("f1", f1))
                .register();
    }

    private GateReport report(ArtifactVersion candidate) {
        return GATE.evaluate(candidate, model.alias("champion"));
    }

    private void promote(ArtifactVersion version) {
        model.promote(version).to("champion").requiring(report(version)).commit();
    }

    @Nested
    class ReportsOfGates {

        @Test
        void areKeptWithTheVersionThatTheyAreAboutWhateverTheySay() {
            ArtifactVersion version = register(0.2);
            GateReport failed = report(version);

            ArtifactVersion judged = model.keep(failed);

            assertThat(failed.verdict()).isEqualTo(Verdict.FAIL);
            assertThat(judged).isEqualTo(version);
            assertThat(judged.reports()).containsExactly(failed);
            assertThat(model.version(1).reports()).containsExactly(failed);
            assertThat(version.reports()).isEmpty(); // as of when it was asked for
            assertThat(model.keep(failed).reports()).containsExactly(failed);
        }

        @Test
        void thatAVersionWasPromotedByAreAmongThem() {
            ArtifactVersion first = register(0.8);
            GateReport passed = report(first);
            GateReport other = Gate.named("other").require("f1", atLeast(0)).evaluate(first);
            model.keep(other);
            promote(first);
            promote(register(0.9));
            model.rollback("champion").commit();

            assertThat(model.version(1).reports()).containsExactly(other, passed);
            assertThat(model.version(2).reports()).hasSize(1);
        }

        @Test
        void aboutAnythingElseAreRefused() {
            ArtifactVersion version = register(0.8);
            GateReport ofAnother = Gate.named("g")
                    .require("f1", atLeast(0))
                    .evaluate(mlops.model("other")
                            .newVersion()
                            .add("a", new byte[1])
                            .register());

            assertThatThrownBy(() -> model.keep(ofAnother))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the report of gate g is about model/other/1@sha256:")
                    .hasMessageEndingWith("which is no version of model/failure in this store");
            assertThatThrownBy(() -> mlops.model("other").keep(report(version)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(model.version(1).reports()).isEmpty();
        }

        @Test
        void areNoGarbage() {
            GateReport report = report(register(0.2));
            model.keep(report);
            for (int collections = 0; collections < 3; collections++) {
                mlops.garbage().collect();
            }

            try (MlOps again = MlOps.builder().store(store).open()) {
                assertThat(again.model("failure").version(1).reports()).containsExactly(report);
                assertThat(again.verify().isSound()).isTrue();
            }
        }
    }

    @Nested
    class Versions {

        @Test
        void areNumberedFromOneWithoutGaps() {
            assertThat(List.of(register(0.7), register(0.8), register(0.9)))
                    .extracting(ArtifactVersion::number)
                    .containsExactly(1L, 2L, 3L);
            assertThat(model.versions()).hasSize(3);
            assertThat(model.latest()).map(ArtifactVersion::number).contains(3L);
        }

        @Test
        void areFoundByNumberAndByDigest() {
            ArtifactVersion first = register(0.7);
            assertThat(model.version(1)).isEqualTo(first);
            assertThat(model.version(first.digest())).isEqualTo(first);
            assertThat(model.version(first.contentDigest())).isEqualTo(first);
            assertThat(first.registeredBy()).isEqualTo("ada");
            assertThat(first.subject()).isEqualTo("model/failure/1@sha256:" + first.digest());
        }

        @Test
        void withTheSameFilesHaveTheSameContentDigestAndTheLatestIsFoundByIt() {
            ArtifactVersion first = register(0.7);
            ArtifactVersion again = register(0.7);
            assertThat(again.contentDigest()).isEqualTo(first.contentDigest());
            assertThat(model.version(first.contentDigest())).isEqualTo(again);
        }

        @Test
        void thatDoNotExistAreRefusedWithThoseThatDo() {
            assertThatThrownBy(() -> model.version(1))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("model/failure: has no version 1; it has none yet");
            promote(register(0.8));
            assertThatThrownBy(() -> model.version(7))
                    .hasMessageContaining("it has version 1 and [model/failure@champion");
            register(0.9);
            assertThatThrownBy(() -> model.version(0)).hasMessageContaining("versions 1 to 2");
            assertThatThrownBy(() -> model.version(Digest.of(new byte[] {1})))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("of digest");
        }

        @Test
        void sayWhatTheyAreInTheirText() {
            ArtifactVersion version = model.newVersion()
                    .add("model.txt", new byte[] {1, 2, 3})
                    .metrics(Metrics.of("f1", 0.8))
                    .describe("the first")
                    .tag("stage", "dev")
                    .register();
            assertThat(version.toString())
                    .startsWith("model/failure/1 of ")
                    .contains("model.txt (3 bytes")
                    .contains("f1 = 0.8")
                    .contains("stage: dev");
            assertThat(version.description()).contains("the first");
            assertThat(version.name()).isEqualTo("failure");
        }

        @Test
        void needAtLeastOneFile() {
            assertThatThrownBy(() -> model.newVersion().register())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("add one before register()");
            assertThat(model.versions()).isEmpty();
            assertThat(model.newVersion()).hasToString("new version of model/failure, not registered yet");
        }

        @Test
        void haveTagsThatChange() {
            register(0.8);
            assertThat(model.tag(1, "stage", "dev").tags()).containsEntry("stage", "dev");
            assertThat(model.tag(1, "stage", "qa").tags()).containsEntry("stage", "qa");
            assertThat(model.untag(1, "stage").tags()).isEmpty();
            assertThatThrownBy(() -> model.tag(9, "stage", "qa")).isInstanceOf(NotFoundException.class);
        }

        @Test
        void rememberWhereTheyComeFrom() {
            ArtifactVersion data = mlops.dataset("machines")
                    .newVersion()
                    .add("a.csv", new byte[] {1})
                    .register();
            ArtifactVersion derived = model.newVersion()
                    .add("m", new byte[] {2})
                    .input(data)
                    .input(data)
                    .register();
            assertThat(derived.lineage().inputs()).containsExactly(data.ref());
            assertThat(mlops.models()).containsExactly("failure");
            assertThat(mlops.datasets()).containsExactly("machines");
        }

        @Test
        void ofAnotherProcessAreSeenAtOnce() {
            register(0.8);
            MlOps other = MlOps.builder().store(store).open();
            assertThat(other.model("failure").version(1)).isEqualTo(model.version(1));
            register(0.9);
            assertThat(other.model("failure").versions()).hasSize(2);
        }
    }

    @Nested
    class Promotions {

        @Test
        void moveAnAliasOnEvidence() {
            ArtifactVersion first = register(0.8);
            assertThat(model.alias("champion").version()).isEmpty();
            assertThat(model.alias("champion")).hasToString("model/failure@champion -> nothing yet");
            List<AliasChange> changes = model.promote(first)
                    .to("champion")
                    .requiring(report(first))
                    .because("the first")
                    .commit();
            assertThat(changes).hasSize(1);
            AliasChange change = changes.get(0);
            assertThat(change.from()).isNull();
            assertThat(change.to()).isEqualTo(1);
            assertThat(change.decision().kind()).isEqualTo(Decision.Kind.PROMOTION);
            assertThat(change.decision().actor()).isEqualTo("ada");
            assertThat(change.decision().reason()).isEqualTo("the first");
            assertThat(model.alias("champion").require()).isEqualTo(first);
            assertThat(mlops.report(change.decision()).candidate()).isEqualTo(first.subject());
            assertThat(mlops.report(change.decision())).isEqualTo(report(first, change));
        }

        private GateReport report(ArtifactVersion version, AliasChange change) {
            assertThat(change.revision()).isEqualTo(1);
            return GATE.evaluate(version, new Alias("model/failure", "champion", 0, null, List.of()));
        }

        private GateReport report(ArtifactVersion version) {
            return RegistryTest.this.report(version);
        }

        @Test
        void moveSeveralAliasesAtOnce() {
            ArtifactVersion first = register(0.8);
            model.promote(first)
                    .to("champion")
                    .to("stable")
                    .to("champion")
                    .requiring(report(first))
                    .commit();
            assertThat(model.aliases()).extracting(Alias::name).containsExactly("champion", "stable");
            assertThat(model.history("stable").changes()).hasSize(1);
        }

        @Test
        void withoutEvidenceAreRefused() {
            ArtifactVersion first = register(0.8);
            assertThatThrownBy(() -> model.promote(first).to("champion").commit())
                    .isInstanceOf(PromotionRefusedException.class)
                    .hasMessageContaining("requiring(report)");
            assertThat(model.history("champion").changes()).isEmpty();
        }

        @Test
        void withoutAnAliasAreRefused() {
            ArtifactVersion first = register(0.8);
            assertThatThrownBy(
                            () -> model.promote(first).requiring(report(first)).commit())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("names no alias");
        }

        @Test
        void onAFailingReportAreRefusedWithItsReasons() {
            ArtifactVersion bad = register(0.5);
            assertThatThrownBy(() -> promote(bad))
                    .isInstanceOf(PromotionRefusedException.class)
                    .hasMessageContaining("f1 0.5 < 0.7 required");
        }

        @Test
        void onAnInconclusiveReportAreRefused() {
            ArtifactVersion first = register(0.8);
            GateReport inconclusive =
                    Gate.named("strict").require("f1", dropAtMost(0.1)).evaluate(first, model.alias("champion"));
            assertThatThrownBy(() -> model.promote(first)
                            .to("champion")
                            .requiring(inconclusive)
                            .commit())
                    .hasMessageContaining("INCONCLUSIVE")
                    .hasMessageContaining("orBootstrap()");
        }

        @Test
        void onAReportAboutSomethingElseAreRefused() {
            ArtifactVersion first = register(0.8);
            ArtifactVersion second = register(0.5);
            assertThatThrownBy(() -> model.promote(second)
                            .to("champion")
                            .requiring(report(first))
                            .commit())
                    .isInstanceOf(PromotionRefusedException.class)
                    .hasMessageContaining("is not what the report is about");
        }

        @Test
        void onAReportAboutAnAliasThatHasMovedSinceAreRefused() {
            ArtifactVersion first = register(0.8);
            ArtifactVersion second = register(0.81);
            GateReport stale = report(second);
            promote(first);
            assertThatThrownBy(() -> model.promote(second)
                            .to("champion")
                            .requiring(stale)
                            .commit())
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("evaluate the gate again");
            assertThat(model.alias("champion").require()).isEqualTo(first);
        }

        @Test
        void thatLoseARaceNameTheWinner() {
            ArtifactVersion first = register(0.8);
            ArtifactVersion second = register(0.81);
            GateReport withoutBaseline =
                    Gate.named("g").require("f1", atLeast(0.7)).evaluate(second);
            Promotion late = model.promote(second).to("champion").requiring(withoutBaseline);
            promote(first);
            assertThatThrownBy(late::commit)
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("none -> version 1, PROMOTION by ada");
            assertThat(late.toString()).contains("not committed yet");
        }

        @Test
        void ofAnotherArtifactsVersionAreRefused() {
            ArtifactVersion other =
                    mlops.model("other").newVersion().add("m", new byte[] {1}).register();
            assertThatThrownBy(() -> model.promote(other))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("is not a version of model/failure");
        }

        @Test
        void ofAVersionOfAnotherStoreAreRefusedAndWriteNothing() {
            MlOps elsewhere = MlOps.builder().store(new MemoryBlobStore()).open();
            Artifact sameName = elsewhere.model("failure");
            sameName.newVersion().add("m", new byte[] {1}).register();
            ArtifactVersion foreign =
                    sameName.newVersion().add("m", new byte[] {2}).register();
            register(0.8);
            assertThatThrownBy(() -> model.promote(foreign)
                            .to("champion")
                            .overriding("x")
                            .commit())
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("in this store");
            assertThat(model.history("champion").changes()).isEmpty();
        }

        @Test
        void thatAreCommittedAgainAreCommittedOnce() {
            ArtifactVersion first = register(0.8);
            Promotion promotion = model.promote(first).to("champion").requiring(report(first));
            assertThat(promotion.commit()).isEqualTo(promotion.commit());
            assertThat(model.history("champion").changes()).hasSize(1);
            NewVersion version = model.newVersion().add("m", new byte[] {1});
            assertThat(version.register()).isEqualTo(version.register());
            assertThat(model.versions()).hasSize(2);
        }

        @Test
        void canBeForcedByAReasonWhichTheHistoryKeeps() {
            ArtifactVersion bad = register(0.5);
            model.promote(bad)
                    .to("champion")
                    .overriding("the old one leaks memory")
                    .commit();
            AliasChange change = model.history("champion").changes().get(0);
            assertThat(change.decision().kind()).isEqualTo(Decision.Kind.OVERRIDE);
            assertThat(change.decision().toString()).contains("OVERRIDE by ada").contains("the old one leaks memory");
            assertThatThrownBy(() -> mlops.report(change.decision())).hasMessageContaining("no report behind");
        }

        @Test
        void withABlankReasonAreRefused() {
            ArtifactVersion bad = register(0.5);
            assertThatThrownBy(() ->
                            model.promote(bad).to("champion").overriding(" ").commit())
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(model.history("champion").changes()).isEmpty();
        }
    }

    @Nested
    class Rollbacks {

        @Test
        void goBackStepByStepToWhatWasServedBefore() {
            promote(register(0.80));
            promote(register(0.81));
            promote(register(0.82));
            AliasChange back = model.rollback("champion").because("drift").commit();
            assertThat(back.from()).isEqualTo(3);
            assertThat(back.to()).isEqualTo(2);
            assertThat(back.decision().kind()).isEqualTo(Decision.Kind.ROLLBACK);
            assertThat(model.rollback("champion").commit().to()).isEqualTo(1);
            assertThatThrownBy(() -> model.rollback("champion"))
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("has nothing to go back to");
        }

        @Test
        void thatLoseARaceAreRefused() {
            promote(register(0.80));
            promote(register(0.81));
            Rollback late = model.rollback("champion");
            promote(register(0.82));
            assertThatThrownBy(late::commit).isInstanceOf(ConflictException.class);
            assertThat(late).hasToString("rollback of model/failure@champion to version 1, not committed yet");
        }

        @Test
        void ofAnAliasThatPointsNowhereAreRefused() {
            assertThatThrownBy(() -> model.rollback("champion")).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> model.alias("champion").require())
                    .isInstanceOf(NotFoundException.class)
                    .hasMessageContaining("promote a version to it");
        }
    }

    @Nested
    class History {

        @Test
        void tellsWhatWasServedAtATime() {
            promoteAt("2026-01-01T00:00:00Z", 0.80);
            promoteAt("2026-02-01T00:00:00Z", 0.81);
            assertThat(model.championAsOf(Instant.parse("2025-12-31T00:00:00Z")))
                    .isEmpty();
            assertThat(model.championAsOf(Instant.parse("2026-01-15T00:00:00Z")))
                    .map(ArtifactVersion::number)
                    .contains(1L);
            assertThat(model.championAsOf(Instant.parse("2026-02-01T00:00:00Z")))
                    .map(ArtifactVersion::number)
                    .contains(2L);
            assertThat(model.history("champion").toString())
                    .contains("history of model/failure@champion")
                    .contains("champion #2: version 1 -> version 2");
            assertThat(model.history("champion")).hasSize(2);
        }

        @Test
        void goesByNumberNotByTime() {
            promoteAt("2026-02-01T00:00:00Z", 0.80);
            promoteAt("2026-01-01T00:00:00Z", 0.81); // a clock that was set back
            assertThat(model.championAsOf(Instant.parse("2026-03-01T00:00:00Z")))
                    .map(ArtifactVersion::number)
                    .contains(2L);
        }

        private void promoteAt(String time, double f1) {
            MlOps then = MlOps.builder()
                    .store(store)
                    .clock(Clock.fixed(Instant.parse(time), ZoneOffset.UTC))
                    .open();
            ArtifactVersion version = register(f1);
            then.model("failure")
                    .promote(version)
                    .to("champion")
                    .requiring(report(version))
                    .commit();
        }

        @Test
        void survivesTheErasureOfANameWhichThenReadsAsErased() {
            promote(register(0.8));
            store.list("blobs/", "", 1000).stream()
                    .filter(key -> new String(bytes(key), StandardCharsets.UTF_8).contains("\"text\":\"ada\""))
                    .forEach(store::delete);
            MlOps reader = MlOps.builder().store(store).open();
            assertThat(reader.model("failure")
                            .history("champion")
                            .changes()
                            .get(0)
                            .decision()
                            .actor())
                    .isEqualTo(Notes.ERASED);
            assertThat(reader.verify().findings()).isEmpty();
        }

        private byte[] bytes(org.mlopssdk.store.BlobKey key) {
            try (var in = store.open(key, org.mlopssdk.store.ByteRange.ALL).orElseThrow()) {
                return in.readAllBytes();
            } catch (java.io.IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }
    }
}
