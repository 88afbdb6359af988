package org.mlopssdk.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A disk that keeps a list of its steps, and can be made to fail at one. */
class RecordedDisk implements Disk {

    private final Disk disk;
    private final List<String> steps = new CopyOnWriteArrayList<>();

    RecordedDisk(Disk disk) {
        this.disk = disk;
    }

    /** Is told of each step before it is done. */
    void step(String step) throws IOException {
        steps.add(step);
    }

    List<String> steps() {
        return List.copyOf(steps);
    }

    long syncs() {
        return steps.stream().filter(step -> step.startsWith("sync")).count();
    }

    void forget() {
        steps.clear();
    }

    @Override
    public NewFile createFile(Path file) throws IOException {
        step("create file");
        NewFile created = disk.createFile(file);
        return new NewFile() {
            @Override
            public OutputStream out() {
                return created.out();
            }

            @Override
            public void sync() throws IOException {
                step("sync file");
                created.sync();
            }

            @Override
            public void close() throws IOException {
                step("close file");
                created.close();
            }
        };
    }

    @Override
    public void createDirectory(Path directory) throws IOException {
        step("create directory");
        disk.createDirectory(directory);
    }

    @Override
    public void link(Path place, Path file) throws IOException {
        step("link");
        disk.link(place, file);
    }

    @Override
    public void rename(Path file, Path place) throws IOException {
        step("rename");
        disk.rename(file, place);
    }

    @Override
    public boolean delete(Path file) throws IOException {
        step("delete");
        return disk.delete(file);
    }

    @Override
    public void syncDirectory(Path directory) throws IOException {
        step("sync directory");
        disk.syncDirectory(directory);
    }
}
