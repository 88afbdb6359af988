package org.mlopssdk.processes;

import static org.mlopssdk.gate.Condition.atLeast;
import static org.mlopssdk.gate.Condition.dropAtMost;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.OutcomeUnknownException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.registry.Alias;
import org.mlopssdk.registry.AliasChange;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;
import org.mlopssdk.registry.Promotion;
import org.mlopssdk.testkit.AliasLog;

/**
 * A program that reads an alias and moves it, if it stands where it stood, until a file tells it to stop. What it asks and what it is told it
 * writes down, with the times.
 */
final class PromoterProcess {

    static final String MODEL = "failure";
    static final String ALIAS = "champion";

    private static final int READS = 4;
    private static final Gate GATE = Gate.named("release")
            .require("f1", atLeast(0.5))
            .require("f1", dropAtMost(0.4).orBootstrap());

    private final Artifact model;
    private final List<ArtifactVersion> versions;
    private final AliasLog log;
    private final SplittableRandom random;

    private PromoterProcess(Artifact model, AliasLog log, SplittableRandom random) {
        this.model = model;
        this.versions = model.versions();
        this.log = log;
        this.random = random;
    }

    static List<String> command(Path store, String name, Path log, Path stop, String... forTheJvm) {
        return ChildJvm.command(
                PromoterProcess.class, List.of(forTheJvm), store.toString(), name, log.toString(), stop.toString());
    }

    /** Takes the store, the process's name, the file of its history, and the file that ends it. */
    public static void main(String[] args) throws IOException {
        SplittableRandom random = new SplittableRandom(args[1].hashCode());
        Path stop = Path.of(args[3]);
        try (MlOps mlops = MlOps.builder()
                        .directory(Path.of(args[0]))
                        .author(args[1])
                        .open();
                AliasLog log = AliasLog.create(Path.of(args[2]))) {
            PromoterProcess process = new PromoterProcess(mlops.model(MODEL), log, random);
            while (Files.notExists(stop)) {
                process.work();
            }
        }
    }

    private void work() throws IOException {
        for (int i = random.nextInt(READS); i > 0; i--) {
            read();
        }
        ArtifactVersion version = versions.get(random.nextInt(versions.size()));
        if (random.nextBoolean()) {
            promoteOnEvidence(version);
        } else {
            promoteFromSnapshot(version);
        }
    }

    private Alias read() throws IOException {
        log.reads();
        Alias alias = model.alias(ALIAS);
        log.read(alias.revision(), alias.version().map(ArtifactVersion::number).orElse(0L));
        return alias;
    }

    /** Holds while the alias stands as the report saw it. */
    private void promoteOnEvidence(ArtifactVersion version) throws IOException {
        Alias seen = read();
        Promotion promotion = model.promote(version).to(ALIAS).requiring(GATE.evaluate(version, seen));
        commit(promotion, seen, version);
    }

    /** Holds while the alias stands as when the promotion began, which shows only from what was read before and after. */
    private void promoteFromSnapshot(ArtifactVersion version) throws IOException {
        Alias before = read();
        Promotion promotion = model.promote(version).to(ALIAS).overriding("it is my turn");
        if (read().revision() == before.revision()) {
            commit(promotion, before, version);
        }
    }

    private void commit(Promotion promotion, Alias expected, ArtifactVersion version) throws IOException {
        log.moves(expected.revision(), version.number());
        try {
            AliasChange change = promotion.commit().get(0);
            log.moved(change.revision(), change.to());
        } catch (ConflictException e) {
            log.conflict();
        } catch (OutcomeUnknownException e) {
            log.unknown();
        }
    }
}
