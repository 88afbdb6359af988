package org.mlopssdk.registry;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.gate.Baseline;
import org.mlopssdk.metric.Metrics;

/**
 * Where an alias pointed when it was asked for: a snapshot, which a gate can take as a baseline. Ask the artifact again for where it points now.
 *
 * @since 0.1.0
 */
public final class Alias implements Baseline {

    private final String artifact;
    private final String name;
    private final long revision;
    private final @Nullable ArtifactVersion version;
    private final List<String> others;

    Alias(String artifact, String name, long revision, @Nullable ArtifactVersion version, List<String> others) {
        this.artifact = artifact;
        this.name = name;
        this.revision = revision;
        this.version = version;
        this.others = others;
    }

    /**
     * The alias's name.
     *
     * @return the name
     */
    public String name() {
        return name;
    }

    /**
     * How often it has moved.
     *
     * @return the revision, 0 for an alias that never pointed anywhere
     */
    public long revision() {
        return revision;
    }

    /**
     * What it points at.
     *
     * @return the version, or empty for an alias that never pointed anywhere
     */
    public Optional<ArtifactVersion> version() {
        return Optional.ofNullable(version);
    }

    /**
     * What it points at.
     *
     * @return the version
     * @throws NotFoundException if it never pointed anywhere
     */
    public ArtifactVersion require() {
        return version()
                .orElseThrow(() -> new NotFoundException(
                        artifact,
                        "has no alias \"" + name + "\" yet; "
                                + (others.isEmpty()
                                        ? "promote a version to it"
                                        : "it has " + String.join(", ", others))));
    }

    @Override
    public String subject() {
        return new AliasSubject(artifact, name, revision, version == null ? null : version.digest()).toString();
    }

    @Override
    public Optional<Metrics> baseline() {
        return version().map(ArtifactVersion::metrics);
    }

    @Override
    public String toString() {
        return artifact + "@" + name + " -> " + (version == null ? "nothing yet" : "version " + version.number());
    }
}
