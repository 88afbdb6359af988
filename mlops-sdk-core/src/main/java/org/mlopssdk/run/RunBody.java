package org.mlopssdk.run;

/**
 * What is done in a run.
 *
 * @param <T> what it gives
 * @since 0.1.0
 */
@FunctionalInterface
public interface RunBody<T> {

    /**
     * Does it.
     *
     * @param run the run, which ends when this returns or throws
     * @return what it gives
     * @throws Exception if it fails; the run has failed then
     */
    T in(Run run) throws Exception;
}
