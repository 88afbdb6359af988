package org.mlopssdk.store;

import java.io.IOException;

/** The disk of a process that dies before a step: nothing happens from there on, not even what clears up. */
final class DyingDisk implements ObservedDisk.Observer {

    private final long survived;
    private long steps;

    /** Dies before the step after so many. */
    DyingDisk(long survived) {
        this.survived = survived;
    }

    /** Thrown where the process would be no more. */
    static final class Died extends Error {

        private static final long serialVersionUID = 1L;

        Died() {
            super("the process has died", null, false, false);
        }
    }

    @Override
    public void observe(ObservedDisk.Step step, ObservedDisk.Action action) throws IOException {
        if (steps >= survived) {
            throw new Died();
        }
        steps++;
        action.run();
    }
}
