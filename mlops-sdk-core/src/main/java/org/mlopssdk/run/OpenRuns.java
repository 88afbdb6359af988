package org.mlopssdk.run;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The runs that this process has open in a store, so that their threads end with it. Safe for use by many threads.
 *
 * @since 0.1.0
 */
public final class OpenRuns implements AutoCloseable {

    private final Set<RunLog> logs = ConcurrentHashMap.newKeySet();

    /** No runs yet. */
    public OpenRuns() {}

    void add(RunLog log) {
        logs.add(log);
    }

    void remove(RunLog log) {
        logs.remove(log);
    }

    /** Writes what the runs still open have logged, and ends their threads; the runs themselves are not ended. */
    @Override
    public void close() {
        logs.forEach(RunLog::abandon);
        logs.clear();
    }
}
