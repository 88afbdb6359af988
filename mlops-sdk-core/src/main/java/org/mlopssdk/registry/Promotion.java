package org.mlopssdk.registry;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.gate.Change;
import org.mlopssdk.gate.CheckResult;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.gate.Verdict;
import org.mlopssdk.journal.Dependencies;
import org.mlopssdk.journal.Ledger;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Name;

/**
 * A promotion on its way: nothing happens before {@link #commit}. It moves its aliases all at once or not at all, and needs evidence: a gate's
 * report that passed, or a person's reason. Not for use by several threads.
 *
 * @since 0.1.0
 */
public final class Promotion {

    private final Artifact artifact;
    private final ArtifactVersion version;
    private final Ledger<ArtifactFold> ledger;
    private final String operation;
    private final Map<String, Long> revisions;
    private final List<String> aliases = new ArrayList<>();
    private @Nullable GateReport report;
    private @Nullable String reason;
    private boolean overriding;
    private boolean committed;

    Promotion(Artifact artifact, ArtifactVersion version, Ledger<ArtifactFold> ledger) {
        this.artifact = artifact;
        this.version = version;
        this.ledger = ledger;
        this.operation = artifact.registry().ledgers().author().newId();
        this.revisions = ledger.read(fold -> {
            Map<String, Long> now = new HashMap<>();
            fold.aliases().forEach((alias, state) -> now.put(alias, state.revision()));
            return now;
        });
    }

    /**
     * Names an alias that shall point at the version.
     *
     * @param alias its name, see {@link Name}; may be new
     * @return this
     */
    public Promotion to(String alias) {
        if (committed) {
            throw new IllegalStateException(
                    "this promotion of " + version.ref() + " was committed already; begin another");
        }
        if (!aliases.contains(Name.require("an alias", alias))) {
            aliases.add(alias);
        }
        return this;
    }

    /**
     * Gives the evidence: a report about this very version, and about an alias that has not moved since.
     *
     * @param evidence the report
     * @return this
     */
    public Promotion requiring(GateReport evidence) {
        report = evidence;
        return this;
    }

    /**
     * Promotes on a person's responsibility, whatever a gate says. The history shows it as an override, with the reason, for good.
     *
     * @param why the reason
     * @return this
     */
    public Promotion overriding(String why) {
        overriding = true;
        reason = why;
        return this;
    }

    /**
     * Says why, for the history.
     *
     * @param why the reason
     * @return this
     */
    public Promotion because(String why) {
        reason = why;
        return this;
    }

    /**
     * Moves the aliases. On return the move is durable. Committing again after an unknown outcome finds the move that is there, if it is.
     *
     * @return the moves
     * @throws IllegalStateException if no alias was named
     * @throws PromotionRefusedException if the evidence is missing, does not pass or is about something else
     * @throws ConflictException if somebody else moved one of the aliases meanwhile, or since the gate looked; the message names them
     */
    public List<AliasChange> commit() {
        if (aliases.isEmpty()) {
            throw new IllegalStateException(
                    "a promotion of " + version.ref() + " names no alias; add to(\"champion\")");
        }
        if (overriding) {
            requireReason();
        } else {
            requireEvidence();
        }
        committed = true;
        GateReport evidence = report;
        Dependencies needed = ledger.dependencies();
        Digest digest = evidence == null ? null : needed.put(Content.of(evidence.toJson()));
        ArtifactFold.Promoted promoted = new ArtifactFold.Promoted(
                overriding ? Decision.Kind.OVERRIDE : Decision.Kind.PROMOTION,
                aliases.stream()
                        .map(alias -> new ArtifactFold.Move(alias, version.number()))
                        .toList(),
                digest);
        artifact.moves().move(operation, needed, promoted, reason, this::requireUnmoved);
        return aliases.stream()
                .map(alias -> artifact.moves().at(alias, revision(alias) + 1))
                .toList();
    }

    private void requireReason() {
        if (reason == null) {
            throw refused("is an override without a reason; give one with overriding(\"...\")");
        }
    }

    private void requireEvidence() {
        if (report == null) {
            throw refused(
                    "needs evidence; give a gate's report with requiring(report), or a reason with overriding(\"...\")");
        }
        if (report.verdict() != Verdict.PASS) {
            throw refused("is not allowed, gate " + report.gate() + " says " + report.verdict() + ": "
                    + report.failures().stream().map(CheckResult::sentence).collect(Collectors.joining("; ")));
        }
        if (!report.candidate().equals(version.subject())) {
            throw refused("is not what the report is about, that is " + report.candidate()
                    + "; evaluate the gate on this version");
        }
    }

    /** The precondition, checked against each newer state until the entry stands. */
    private void requireUnmoved(ArtifactFold fold) {
        artifact.requireKnown(fold, version);
        for (String alias : aliases) {
            artifact.moves().requireUnmoved(fold, alias, revision(alias));
        }
        if (report != null && !overriding) {
            report.baseline()
                    .flatMap(AliasSubject::parse)
                    .filter(baseline -> baseline.artifact().equals(artifact.toString()))
                    .ifPresent(baseline -> requireFresh(fold, baseline));
            requireNoBlindBootstrap(fold, report);
        }
    }

    /** "Nothing to compare with yet" must not have been said of another alias, or because no baseline was given. */
    private void requireNoBlindBootstrap(ArtifactFold fold, GateReport evidence) {
        boolean bootstrapped = evidence.checks().stream()
                .anyMatch(check -> check.requirement().condition() instanceof Change && check.baseline() == null);
        aliases.stream()
                .filter(alias -> bootstrapped && fold.alias(alias).version() != null)
                .findFirst()
                .ifPresent(alias -> {
                    throw refused("was compared with nothing, but the alias " + alias + " points at version "
                            + fold.alias(alias).version() + "; evaluate the gate against alias(\"" + alias + "\")");
                });
    }

    private long revision(String alias) {
        return revisions.getOrDefault(alias, 0L);
    }

    private void requireFresh(ArtifactFold fold, AliasSubject baseline) {
        long revision = fold.alias(baseline.alias()).revision();
        if (revision == baseline.revision() && !Objects.equals(target(fold, baseline.alias()), baseline.manifest())) {
            throw new ConflictException(
                    version.subject(),
                    "was judged against the alias " + baseline.alias()
                            + " of another store; evaluate the gate on this one");
        }
        if (revision != baseline.revision()) {
            throw new ConflictException(
                    version.subject(),
                    "was judged against revision " + baseline.revision() + " of the alias " + baseline.alias()
                            + ", which has moved to revision " + revision + " since; evaluate the gate again");
        }
    }

    private static @Nullable Digest target(ArtifactFold fold, String alias) {
        Long number = fold.alias(alias).version();
        return number == null ? null : fold.version(number).orElseThrow().manifest();
    }

    private PromotionRefusedException refused(String problem) {
        return new PromotionRefusedException(artifact + "/" + version.number(), problem);
    }

    @Override
    public String toString() {
        return "promotion of " + version.ref() + " to " + aliases + ", not committed yet";
    }
}
