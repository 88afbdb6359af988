package org.mlopssdk.artifact;

/**
 * Something that versions come from: a run.
 *
 * @since 0.1.0
 */
public interface Traceable {

    /**
     * What a version made by it has as its lineage.
     *
     * @return the lineage as known now
     */
    Lineage lineage();
}
