package org.mlopssdk.s3;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/** A fetch under way: who fetches tells how far it has come, and others wait for its end, each listening on its own thread. */
final class Fetch implements ProgressListener {

    private @Nullable Progress latest;
    private boolean ended;

    @Override
    public synchronized void onProgress(Progress progress) {
        latest = progress;
        notifyAll();
    }

    synchronized void end() {
        ended = true;
        notifyAll();
    }

    /** Waits until it has ended, however that is; no interrupt breaks this wait, but the listener may. */
    void await(ProgressListener listener) {
        Progress told = null;
        for (Progress news = next(told); news != null; news = next(told)) {
            listener.onProgress(news);
            told = news;
        }
    }

    /** What is news to whoever knows this, once there is any; null at the end. */
    private synchronized @Nullable Progress next(@Nullable Progress known) {
        boolean interrupted = false;
        while (Objects.equals(latest, known) && !ended) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return Objects.equals(latest, known) ? null : latest;
    }
}
