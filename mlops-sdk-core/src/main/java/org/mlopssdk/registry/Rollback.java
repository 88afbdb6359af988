package org.mlopssdk.registry;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.journal.Ledger;

/**
 * A rollback on its way: nothing happens before {@link #commit}. It needs no evidence, since what it goes back to was served before.
 *
 * @since 0.1.0
 */
public final class Rollback {

    private final Artifact artifact;
    private final String alias;
    private final String operation;
    private final long revision;
    private final long target;
    private @Nullable String reason;

    Rollback(Artifact artifact, String alias, Ledger<ArtifactFold> ledger) {
        this.artifact = artifact;
        this.alias = alias;
        this.operation = artifact.registry().ledgers().author().newId();
        record Seen(long revision, long target) {}
        Seen seen = ledger.read(fold -> new Seen(
                fold.alias(alias).revision(),
                fold.alias(alias)
                        .previous()
                        .orElseThrow(() -> new NotFoundException(
                                artifact + "@" + alias,
                                "has nothing to go back to; it has moved "
                                        + fold.alias(alias).revision() + " times"))));
        this.revision = seen.revision;
        this.target = seen.target;
    }

    /**
     * Says why, for the history.
     *
     * @param why the reason
     * @return this
     */
    public Rollback because(String why) {
        reason = why;
        return this;
    }

    /**
     * Moves the alias back. On return the move is durable.
     *
     * @return the move
     * @throws ConflictException if somebody else moved the alias meanwhile; the message names them
     */
    public AliasChange commit() {
        ArtifactFold.Promoted promoted =
                new ArtifactFold.Promoted(Decision.Kind.ROLLBACK, List.of(new ArtifactFold.Move(alias, target)), null);
        AliasMoves moves = artifact.moves();
        moves.move(
                operation,
                artifact.dependencies(),
                promoted,
                reason,
                fold -> moves.requireUnmoved(fold, alias, revision));
        return artifact.moves().at(alias, revision + 1);
    }

    @Override
    public String toString() {
        return "rollback of " + artifact + "@" + alias + " to version " + target + ", not committed yet";
    }
}
