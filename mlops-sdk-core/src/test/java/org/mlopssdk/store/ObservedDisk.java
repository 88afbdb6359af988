package org.mlopssdk.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A disk that shows each step to an observer, who does it, or something before, after or instead of it. */
final class ObservedDisk implements Disk {

    private final Disk disk;
    private final Observer observer;

    ObservedDisk(Disk disk, Observer observer) {
        this.disk = disk;
        this.observer = observer;
    }

    /** What a step does. */
    enum Kind {
        CREATE_FILE,
        WRITE,
        SYNC_FILE,
        CREATE_DIRECTORY,
        LINK,
        RENAME,
        DELETE,
        SYNC_DIRECTORY;

        static final Set<Kind> SYNCS = EnumSet.of(SYNC_FILE, SYNC_DIRECTORY);
    }

    /** One step: where, from where if it has two places, and what it wrote. */
    record Step(Kind kind, Path path, @Nullable Path from, byte[] written) {

        static Step at(Kind kind, Path path) {
            return new Step(kind, path, null, new byte[0]);
        }

        boolean isIn(String directory) {
            Path parent = path.getParent();
            return parent != null && parent.endsWith(directory);
        }

        @Override
        public String toString() {
            return kind + " " + path + (from == null ? "" : " from " + from);
        }
    }

    /** Does the step. */
    @FunctionalInterface
    interface Action {
        void run() throws IOException;
    }

    /** Is shown each step. */
    @FunctionalInterface
    interface Observer {
        void observe(Step step, Action action) throws IOException;
    }

    /** A disk that forgets to sync, for tests that cut no power: a sync takes longer than all the rest. */
    static Disk unsynced(Path directory) {
        return new ObservedDisk(LocalDisk.of(directory.getFileSystem()), (step, action) -> {
            if (!Kind.SYNCS.contains(step.kind())) {
                action.run();
            }
        });
    }

    @Override
    public NewFile createFile(Path file) throws IOException {
        NewFile[] created = new NewFile[1];
        observer.observe(Step.at(Kind.CREATE_FILE, file), () -> created[0] = disk.createFile(file));
        return new ObservedFile(file, created[0]);
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        observer.observe(Step.at(Kind.CREATE_DIRECTORY, directory), () -> disk.createDirectory(directory));
    }

    @Override
    public void link(Path place, Path file) throws IOException {
        observer.observe(new Step(Kind.LINK, place, file, new byte[0]), () -> disk.link(place, file));
    }

    @Override
    public void rename(Path file, Path place) throws IOException {
        observer.observe(new Step(Kind.RENAME, place, file, new byte[0]), () -> disk.rename(file, place));
    }

    @Override
    public boolean delete(Path file) throws IOException {
        boolean[] deleted = new boolean[1];
        observer.observe(Step.at(Kind.DELETE, file), () -> deleted[0] = disk.delete(file));
        return deleted[0];
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        observer.observe(Step.at(Kind.SYNC_DIRECTORY, directory), () -> disk.syncDirectory(directory));
    }

    private final class ObservedFile implements NewFile {

        private final Path path;
        private final NewFile file;

        ObservedFile(Path path, NewFile file) {
            this.path = path;
            this.file = file;
        }

        @Override
        public OutputStream out() {
            OutputStream out = file.out();
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int offset, int length) throws IOException {
                    byte[] written = Arrays.copyOfRange(bytes, offset, offset + length);
                    observer.observe(new Step(Kind.WRITE, path, null, written), () -> out.write(bytes, offset, length));
                }
            };
        }

        @Override
        public void sync() throws IOException {
            observer.observe(Step.at(Kind.SYNC_FILE, path), file::sync);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
