package org.mlopssdk.registry;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.ConflictException;
import org.mlopssdk.journal.Dependencies;
import org.mlopssdk.journal.Draft;
import org.mlopssdk.journal.Entry;
import org.mlopssdk.journal.Ledger;
import org.mlopssdk.store.Digest;

/** The moves of an artifact's aliases: told with names and reasons, and guarded by the revision that the mover saw. */
final class AliasMoves {

    private final Registry registry;
    private final Ledger<ArtifactFold> ledger;

    AliasMoves(Registry registry, Ledger<ArtifactFold> ledger) {
        this.registry = registry;
        this.ledger = ledger;
    }

    AliasHistory history(String alias) {
        return new AliasHistory(
                ledger.stream().toString(),
                alias,
                ledger.read(fold -> fold.alias(alias).moves().stream().toList()).stream()
                        .map(move -> change(alias, move))
                        .toList());
    }

    /** A move that this process has just made, or knows of: the storage is not asked again. */
    AliasChange at(String alias, long revision) {
        return change(alias, ledger.readKnown(fold -> fold.alias(alias).moves().get((int) revision - 1)));
    }

    /** Moves aliases, all at once, while the precondition holds of the state that they move from. */
    Entry move(
            String operation,
            Dependencies needed,
            ArtifactFold.Promoted promoted,
            @Nullable String reason,
            Consumer<ArtifactFold> precondition) {
        Entry entry = ledger.append(operation, needed, fold -> {
            precondition.accept(fold);
            return Draft.of(ArtifactFold.PROMOTED, promoted).because(reason);
        });
        registry.remember(entry.event().attribution(), reason);
        return entry;
    }

    /** The precondition of a move: nobody has moved the alias since that revision. */
    void requireUnmoved(ArtifactFold fold, String alias, long revision) {
        ArtifactFold.AliasState state = fold.alias(alias);
        if (state.revision() == 0 && revision != 0) {
            throw new ConflictException(
                    ledger.stream() + "@" + alias,
                    "was not moved: it points nowhere, and is not at revision " + revision + "; look again and retry");
        }
        if (state.revision() != revision) {
            AliasChange winner = change(alias, state.moves().get((int) state.revision() - 1));
            throw new ConflictException(
                    ledger.stream() + "@" + alias,
                    "was not moved, somebody was first: " + winner + "; look again and retry");
        }
    }

    private AliasChange change(String alias, ArtifactFold.MoveState move) {
        Digest reason = move.attribution().reason();
        Decision decision = new Decision(
                move.promoted().kind(),
                move.time(),
                registry.note(move.attribution().actor()),
                reason == null ? null : registry.note(reason),
                move.promoted().report());
        return new AliasChange(alias, move.revision(), move.from(), move.to(), decision);
    }
}
