package org.mlopssdk.store;

import org.slf4j.LoggerFactory;

/**
 * Is told how far long work has come, on the thread that does it: often, so it should be quick. A listener that throws is ignored from then on
 * and cannot break the work.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ProgressListener {

    /** Listens to nothing. */
    ProgressListener NONE = progress -> {};

    /**
     * Takes note.
     *
     * @param progress how far the work has come
     */
    void onProgress(Progress progress);

    /**
     * A listener whose failure is logged once and breaks nothing.
     *
     * @param listener the listener
     * @return the guarded listener
     */
    static ProgressListener guarded(ProgressListener listener) {
        return new ProgressListener() {
            private boolean broken;

            @Override
            public void onProgress(Progress progress) {
                if (broken) {
                    return;
                }
                try {
                    listener.onProgress(progress);
                } catch (RuntimeException e) {
                    broken = true;
                    LoggerFactory.getLogger(ProgressListener.class)
                            .warn("a progress listener failed and is ignored", e);
                }
            }
        };
    }
}
