package org.mlopssdk.artifact;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a version comes from.
 *
 * @param run the run that made it, as {@code experiment/id}, or null where none is known
 * @param inputs the versions that the run read
 * @since 0.1.0
 */
public record Lineage(@Nullable String run, List<VersionRef> inputs) {

    /** Nothing known. */
    public static final Lineage UNKNOWN = new Lineage(null, List.of());

    /** Copies the inputs. */
    public Lineage {
        inputs = List.copyOf(inputs);
    }

    @Override
    public String toString() {
        return (run == null ? "no run" : "run " + run) + (inputs.isEmpty() ? "" : " on " + named());
    }

    /** By number, which tells people more than a digest. */
    private String named() {
        return inputs.stream()
                .map(input -> input.kind() + "/" + input.name() + "/" + input.number())
                .collect(Collectors.joining(", "));
    }
}
