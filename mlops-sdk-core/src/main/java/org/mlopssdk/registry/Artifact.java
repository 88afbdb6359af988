package org.mlopssdk.registry;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.mlopssdk.artifact.StoredManifest;
import org.mlopssdk.artifact.VersionRef;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.journal.Dependencies;
import org.mlopssdk.journal.Draft;
import org.mlopssdk.journal.Entry;
import org.mlopssdk.journal.Ledger;
import org.mlopssdk.metric.FreeText;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.Digest;
import org.mlopssdk.store.Name;

/**
 * A named model or dataset: its versions, aliases, tags and history. Every question is answered as things stand now, whoever changed them. Safe
 * for use by many threads.
 *
 * @since 0.1.0
 */
public final class Artifact {

    private static final String CHAMPION = "champion";
    private static final int SHOWN = 10;

    private final Registry registry;
    private final Ledger<ArtifactFold> ledger;
    private final AliasMoves moves;

    Artifact(Registry registry, Ledger<ArtifactFold> ledger) {
        this.registry = registry;
        this.ledger = ledger;
        this.moves = new AliasMoves(registry, ledger);
    }

    /**
     * What it is.
     *
     * @return {@code model} or {@code dataset}
     */
    public String kind() {
        return ledger.stream().kind();
    }

    /**
     * Its name.
     *
     * @return the name
     */
    public String name() {
        return ledger.stream().name();
    }

    /**
     * Begins a version; nothing happens before {@link NewVersion#register}.
     *
     * @return the version on its way
     */
    public NewVersion newVersion() {
        return new NewVersion(this);
    }

    /**
     * All versions.
     *
     * @return the versions in the order of their numbers
     */
    public List<ArtifactVersion> versions() {
        return ledger.read(ArtifactFold::versions).stream().map(this::version).toList();
    }

    /**
     * A version by its number.
     *
     * @param number the number, from 1
     * @return the version
     * @throws NotFoundException if there is no such version; the message says which there are
     */
    public ArtifactVersion version(long number) {
        return ledger.read(fold -> fold.version(number))
                .map(this::version)
                .orElseThrow(
                        () -> new NotFoundException(toString(), "has no version " + number + "; " + whatThereIs()));
    }

    /**
     * The latest version with some content.
     *
     * @param digest the digest of its files or of its manifest
     * @return the version
     * @throws NotFoundException if there is no such version
     */
    public ArtifactVersion version(Digest digest) {
        return ledger.read(fold -> fold.version(digest))
                .map(this::version)
                .orElseThrow(() ->
                        new NotFoundException(toString(), "has no version of digest " + digest + "; " + whatThereIs()));
    }

    /**
     * The version with the highest number.
     *
     * @return the version, or empty if there is none yet
     */
    public Optional<ArtifactVersion> latest() {
        return ledger.read(fold -> fold.version(fold.next() - 1)).map(this::version);
    }

    /**
     * An alias as it stands now. It need not point anywhere yet, so that a gate can be asked about the first version.
     *
     * @param alias its name, see {@link Name}
     * @return where it points
     */
    public Alias alias(String alias) {
        Name.require("an alias", alias);
        return ledger.read(fold -> snapshot(alias, fold));
    }

    /**
     * All aliases that point somewhere.
     *
     * @return the aliases in the order of their names
     */
    public List<Alias> aliases() {
        return ledger.read(fold -> fold.aliases().keySet().stream()
                .map(alias -> snapshot(alias, fold))
                .toList());
    }

    /**
     * Begins to promote a version; nothing happens before {@link Promotion#commit}. The promotion holds only while the aliases stand as they do
     * now, or as the gate's report saw them.
     *
     * @param version a version of this artifact
     * @return the promotion on its way
     * @throws IllegalArgumentException if it is another artifact's
     */
    public Promotion promote(ArtifactVersion version) {
        if (!version.ref().kind().equals(kind()) || !version.name().equals(name())) {
            throw new IllegalArgumentException(version.ref() + " is not a version of " + this);
        }
        return new Promotion(this, version, ledger);
    }

    /**
     * Begins to take an alias back to what it pointed at before its last promotion; nothing happens before {@link Rollback#commit}.
     *
     * @param alias the alias
     * @return the rollback on its way
     * @throws NotFoundException if it points nowhere, or at the first version that it ever pointed at
     */
    public Rollback rollback(String alias) {
        Name.require("an alias", alias);
        return new Rollback(this, alias, ledger);
    }

    /**
     * All moves of an alias.
     *
     * @param alias the alias
     * @return the moves in the order they happened
     */
    public AliasHistory history(String alias) {
        Name.require("an alias", alias);
        return moves.history(alias);
    }

    /**
     * What an alias pointed at, at some time: the last of its moves whose time is not later. Moves are ordered by their numbers, and each has the
     * time that the clock of its mover showed. Where clocks are right the answer is what was served then. A move whose clock was slow counts
     * from a time before it happened; one whose clock was fast counts from the time that it showed, unless a later move does already.
     *
     * @param alias the alias
     * @param time the time, compared with the clocks of those who moved it
     * @return the version, or empty if it pointed nowhere
     */
    public Optional<ArtifactVersion> asOf(String alias, Instant time) {
        Name.require("an alias", alias);
        return ledger.read(fold -> fold.alias(alias).moves().stream()
                        .filter(move -> !move.time().isAfter(time))
                        .max(Comparator.comparing(ArtifactFold.MoveState::revision))
                        .flatMap(move -> fold.version(move.to())))
                .map(this::version);
    }

    /**
     * What the alias {@code champion} pointed at, at some time.
     *
     * @param time the time
     * @return the version, or empty if it pointed nowhere
     */
    public Optional<ArtifactVersion> championAsOf(Instant time) {
        return asOf(CHAMPION, time);
    }

    /**
     * Puts a tag on a version. One that is put again has its last value.
     *
     * @param number the version
     * @param key the key, 1 to 250 printable characters
     * @param value the value, likewise
     * @return the version with its tags
     */
    public ArtifactVersion tag(long number, String key, String value) {
        FreeText.require("a tag's key", key);
        FreeText.require("a tag's value", value);
        return tag(new ArtifactFold.Tagged(number, key, value));
    }

    /**
     * Takes a tag off a version.
     *
     * @param number the version
     * @param key the key; one that is not there changes nothing
     * @return the version with its tags
     */
    public ArtifactVersion untag(long number, String key) {
        FreeText.require("a tag's key", key);
        return tag(new ArtifactFold.Tagged(number, key, null));
    }

    /**
     * Keeps a gate's report as evidence with the version that it is about, whatever it says; see {@link ArtifactVersion#reports}. A report that a version is
     * promoted by is kept anyway. One that is kept already is not kept twice.
     *
     * @param report the report
     * @return the version with its reports
     * @throws IllegalArgumentException if it is about something else than a version of this artifact in this store
     */
    public ArtifactVersion keep(GateReport report) {
        ArtifactFold.VersionState judged = ledger.read(ArtifactFold::versions).stream()
                .filter(state -> version(state).subject().equals(report.candidate()))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the report of gate " + report.gate() + " is about "
                        + report.candidate() + ", which is no version of " + this + " in this store"));
        Dependencies needed = ledger.dependencies();
        Digest digest = needed.put(Content.of(report.toJson()));
        if (!judged.reports().contains(digest)) {
            ArtifactFold.Judged body = new ArtifactFold.Judged(judged.number(), digest);
            ledger.append(registry.ledgers().author().newId(), needed, fold -> Draft.of(ArtifactFold.JUDGED, body));
        }
        return version(judged.number());
    }

    /**
     * Serves what an alias points at, and goes on to serve what it points at later: see {@link ServedModel}.
     *
     * @param <T> the model in memory
     * @param alias the alias; it points somewhere already
     * @param loader makes the model from its version
     * @return the served model, which the caller closes
     * @throws NotFoundException if the alias points nowhere
     */
    public <T> ServedModel<T> serve(String alias, ModelLoader<T> loader) {
        Name.require("an alias", alias);
        return ServedModel.start(this, alias, loader, ledger);
    }

    Dependencies dependencies() {
        return ledger.dependencies();
    }

    ArtifactVersion register(String operation, StoredManifest stored, Dependencies needed, Map<String, String> tags) {
        Entry entry =
                register(operation, needed, stored.digest(), stored.manifest().contentDigest(), tags);
        return appended(entry.body(ArtifactFold.Registered.class).version());
    }

    /** Registers what is stored already. */
    Entry register(String operation, Dependencies needed, Digest manifest, Digest content, Map<String, String> tags) {
        return ledger.append(
                operation,
                needed,
                fold -> Draft.of(
                        ArtifactFold.REGISTERED,
                        new ArtifactFold.Registered(fold.next(), manifest, content, tags.isEmpty() ? null : tags)));
    }

    Registry registry() {
        return registry;
    }

    AliasMoves moves() {
        return moves;
    }

    /** The precondition of whatever is said of a version: it is one of this store, not of another with the same names. */
    void requireKnown(ArtifactFold fold, ArtifactVersion version) {
        if (fold.version(version.number())
                .filter(known -> known.manifest().equals(version.digest()))
                .isEmpty()) {
            throw new IllegalArgumentException(version.ref() + " is not a version of " + this + " in this store");
        }
    }

    private ArtifactVersion tag(ArtifactFold.Tagged tagged) {
        ArtifactVersion version = version(tagged.version());
        ledger.append(registry.ledgers().author().newId(), fold -> {
            requireKnown(fold, version);
            return Draft.of(ArtifactFold.TAGGED, tagged);
        });
        return appended(tagged.version());
    }

    /** A version that this process has just written about; the storage need not be asked again. */
    private ArtifactVersion appended(long number) {
        return version(ledger.readKnown(fold -> fold.version(number)).orElseThrow());
    }

    private Alias snapshot(String alias, ArtifactFold fold) {
        ArtifactFold.AliasState state = fold.alias(alias);
        Long version = state.version();
        ArtifactVersion points = version == null
                ? null
                : fold.version(version).map(this::version).orElseThrow();
        return new Alias(
                toString(),
                alias,
                state.revision(),
                points,
                List.copyOf(fold.aliases().keySet()));
    }

    private ArtifactVersion version(ArtifactFold.VersionState state) {
        return new ArtifactVersion(new VersionRef(kind(), name(), state.number(), state.manifest()), state, registry);
    }

    /** A name that has no versions may be misspelt. */
    private String others() {
        List<String> others = registry.names(kind());
        return others.isEmpty()
                ? ""
                : "; of its kind there are " + others.stream().limit(SHOWN).toList();
    }

    private String whatThereIs() {
        long count = ledger.read(ArtifactFold::next) - 1;
        String versions = count == 0
                ? "it has none yet" + others()
                : count == 1 ? "it has version 1" : "it has versions 1 to " + count;
        List<Alias> aliases = aliases();
        return aliases.isEmpty()
                ? versions
                : versions + " and " + aliases.stream().limit(SHOWN).toList();
    }

    @Override
    public String toString() {
        return ledger.stream().toString();
    }
}
