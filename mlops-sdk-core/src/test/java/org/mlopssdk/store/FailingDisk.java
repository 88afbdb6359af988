package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A disk of which one step fails, without effect, and those after it work. Which one is said once the store is open. */
final class FailingDisk implements ObservedDisk.Observer {

    /** What the operating system says, in its words. */
    static final List<String> PROBLEMS =
            List.of("Input/output error", "No space left on device", "Too many open files");

    private static final long NEVER = Long.MAX_VALUE;

    private final String problem;
    private long left = NEVER;
    private ObservedDisk.@Nullable Step failed;

    /** Fails with a message of the operating system. */
    FailingDisk(String problem) {
        this.problem = problem;
    }

    /** Lets so many steps pass and fails the next. */
    synchronized void failAfter(long steps) {
        left = steps;
    }

    /** Whether a step has failed; it is not known where none came. */
    synchronized boolean hasFailed() {
        return failed != null;
    }

    synchronized boolean hasFailed(ObservedDisk.Kind kind) {
        return failed != null && failed.kind() == kind;
    }

    /** Whether a directory can no longer be relied on: a sync failed that had begun. */
    synchronized boolean hasFailedForGood() {
        return hasFailed(ObservedDisk.Kind.SYNC_DIRECTORY) && !isOfTooManyFiles();
    }

    private boolean isOfTooManyFiles() {
        return problem.startsWith("Too many");
    }

    /** Whether what failed was to clear up a temporary file. */
    synchronized boolean hasLeftBehind() {
        return failed != null && failed.kind() == ObservedDisk.Kind.DELETE && failed.isIn(BlobKey.RESERVED);
    }

    @Override
    public void observe(ObservedDisk.Step step, ObservedDisk.Action action) throws IOException {
        if (isNext(step)) {
            IOException failure = new FileSystemException(step.path().toString(), null, problem);
            boolean notBegun = step.kind() == ObservedDisk.Kind.SYNC_DIRECTORY && isOfTooManyFiles();
            throw notBegun ? new SyncNotBegunException(step.path(), failure) : failure;
        }
        action.run();
    }

    private synchronized boolean isNext(ObservedDisk.Step step) {
        if (left == NEVER || failed != null) {
            return false;
        }
        if (left > 0) {
            left--;
            return false;
        }
        failed = step;
        return true;
    }

    @Override
    public synchronized String toString() {
        return problem + " at " + failed;
    }
}
