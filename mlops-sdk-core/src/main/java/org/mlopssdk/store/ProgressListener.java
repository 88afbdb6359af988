package org.mlopssdk.store;

import java.util.concurrent.CancellationException;
import org.slf4j.LoggerFactory;

/**
 * Is told how far long work has come, on the thread that asked for the work: often, so it should be quick.
 *
 * <p>A listener stops the work by throwing a {@link CancellationException}, which reaches whoever asked for the work. What was stored until then
 * is content that nobody refers to; nothing is registered or left half copied. Whatever else a listener throws is logged, and the listener ignored
 * from then on. Interrupting the thread stops nothing: an interrupt that nobody meant for the store must not break it.
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
     * @throws CancellationException to stop the work
     */
    void onProgress(Progress progress);

    /**
     * A listener whose failure is logged once and breaks nothing, unless it is a {@link CancellationException}.
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
                } catch (CancellationException e) {
                    throw e;
                } catch (RuntimeException e) {
                    broken = true;
                    LoggerFactory.getLogger(ProgressListener.class)
                            .warn("a progress listener failed and is ignored", e);
                }
            }
        };
    }
}
