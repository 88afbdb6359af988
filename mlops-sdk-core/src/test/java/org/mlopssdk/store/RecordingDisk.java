package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Records what is done to a disk, step by step, and what callers were told meanwhile, in one sequence: the story that a {@link PowerCut}
 * ends early. Several stores may record into one story, each through a disk of its own.
 */
final class RecordingDisk {

    private final List<Event> events = new ArrayList<>();

    /** What happened next. */
    sealed interface Event permits Done, Failed, Acknowledged {}

    /** A step that was done. */
    record Done(ObservedDisk.Step step) implements Event {}

    /** A step that failed, and left everything as it was. */
    record Failed(ObservedDisk.Step step) implements Event {}

    /** Something that a caller was told has happened; it has to be so from now on, whatever else is. */
    record Acknowledged(String what, Check check) implements Event {

        @Override
        public String toString() {
            return what;
        }
    }

    /** Looks whether something is there. */
    @FunctionalInterface
    interface Check {
        void in(DirectoryBlobStore store) throws Exception;
    }

    /** One more disk of the story, on that of the machine. Its syncs are recorded, and not done: nobody cuts its power. */
    Disk on(Path directory) {
        return around(ObservedDisk.unsynced(directory));
    }

    Disk around(Disk disk) {
        return new ObservedDisk(disk, this::record);
    }

    private synchronized void record(ObservedDisk.Step step, ObservedDisk.Action action) throws IOException {
        try {
            action.run();
        } catch (SyncNotBegunException e) {
            throw e; // nothing was lost by it
        } catch (IOException | RuntimeException e) {
            events.add(new Failed(step));
            throw e;
        }
        events.add(new Done(step));
    }

    /** Says that a caller was told so just now. */
    synchronized void acknowledged(String what, Check check) {
        events.add(new Acknowledged(what, check));
    }

    synchronized List<Event> events() {
        return List.copyOf(events);
    }
}
