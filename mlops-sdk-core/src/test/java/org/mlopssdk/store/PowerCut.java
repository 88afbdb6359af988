package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.RecordingDisk.Event;

/**
 * A disk as a power cut may leave it. What a file holds is certain only if it was synced after it was written, and a name (a link, a new
 * directory, a rename, a deletion) only if its directory was synced after it was changed. Of the rest anything may be left: a
 * {@link Survivors} decides. What a failed sync should have kept no later sync keeps.
 */
final class PowerCut {

    private final Path top;
    private final Directory root = new Directory();

    private PowerCut(Path top) {
        this.top = top;
    }

    /** Decides what is left of that which nothing made certain. */
    interface Survivors {

        boolean survives();

        /** What is left of bytes that were written and not synced. */
        byte[] remains(byte[] written);
    }

    /** A file or a directory, whatever its names. */
    private sealed interface Node permits File, Directory {}

    private static final class File implements Node {
        private byte[] content = new byte[0];
        private boolean certain;
        private boolean lost;
    }

    private static final class Directory implements Node {
        private final Map<String, Node> visible = new TreeMap<>();
        private final Map<String, Node> certain = new TreeMap<>();
        private final List<Change> uncertain = new ArrayList<>();
    }

    /** A name that points elsewhere since; both halves of a rename belong to one cause. */
    private static final class Change {
        private final String name;
        private final @Nullable Node node;
        private final Object cause;
        private boolean lost;

        Change(String name, @Nullable Node node, Object cause) {
            this.name = name;
            this.node = node;
            this.cause = cause;
        }

        void applyTo(Map<String, Node> names) {
            if (node == null) {
                names.remove(name);
            } else {
                names.put(name, node);
            }
        }
    }

    /** The disk after these events, all of which happened below a directory that was there before. */
    static PowerCut after(List<Event> events, Path top) {
        PowerCut cut = new PowerCut(top);
        for (Event event : events) {
            if (event instanceof RecordingDisk.Done done) {
                cut.apply(done.step());
            } else if (event instanceof RecordingDisk.Failed failed) {
                cut.fail(failed.step());
            }
        }
        return cut;
    }

    private void apply(ObservedDisk.Step step) {
        switch (step.kind()) {
            case CREATE_FILE -> change(step.path(), new File(), step);
            case WRITE -> write((File) node(step.path()), step.written());
            case SYNC_FILE -> {
                File file = (File) node(step.path());
                file.certain = !file.lost;
            }
            case CREATE_DIRECTORY -> change(step.path(), new Directory(), step);
            case LINK -> change(step.path(), node(from(step)), step);
            case RENAME -> {
                Node moved = node(from(step));
                change(step.path(), moved, step);
                change(from(step), null, step);
            }
            case DELETE -> {
                if (parent(step.path()).visible.containsKey(name(step.path()))) {
                    change(step.path(), null, step);
                }
            }
            case SYNC_DIRECTORY -> sync((Directory) node(step.path()));
        }
    }

    private void fail(ObservedDisk.Step step) {
        if (step.kind() == ObservedDisk.Kind.SYNC_FILE) {
            ((File) node(step.path())).lost = true;
        } else if (step.kind() == ObservedDisk.Kind.SYNC_DIRECTORY) {
            ((Directory) node(step.path())).uncertain.forEach(change -> change.lost = true);
        }
    }

    private void change(Path path, @Nullable Node node, Object cause) {
        Directory directory = parent(path);
        Change change = new Change(name(path), node, cause);
        change.applyTo(directory.visible);
        directory.uncertain.add(change);
    }

    private static void write(File file, byte[] written) {
        byte[] longer = Arrays.copyOf(file.content, file.content.length + written.length);
        System.arraycopy(written, 0, longer, file.content.length, written.length);
        file.content = longer;
        file.certain = false;
    }

    private static void sync(Directory directory) {
        directory.uncertain.stream()
                .filter(change -> !change.lost)
                .forEach(change -> change.applyTo(directory.certain));
        directory.uncertain.removeIf(change -> !change.lost);
    }

    private static Path from(ObservedDisk.Step step) {
        return Objects.requireNonNull(step.from());
    }

    private static String name(Path path) {
        return path.getFileName().toString();
    }

    private Directory parent(Path path) {
        return (Directory) node(path.getParent());
    }

    private Node node(Path path) {
        Node node = root;
        if (!path.equals(top)) {
            for (Path name : top.relativize(path)) {
                node = Objects.requireNonNull(((Directory) node).visible.get(name.toString()), () -> "no " + path);
            }
        }
        return node;
    }

    /** What is left: the content of each file and null for each directory, by path. */
    Map<String, byte @Nullable []> left(Survivors survivors) {
        Map<String, byte @Nullable []> left = new TreeMap<>();
        collect(root, "", new Decisions(survivors), left);
        return left;
    }

    private static void collect(
            Directory directory, String path, Decisions decisions, Map<String, byte @Nullable []> left) {
        Map<String, Node> names = new TreeMap<>(directory.certain);
        for (Change change : directory.uncertain) {
            if (decisions.survives(change)) {
                change.applyTo(names);
            }
        }
        names.forEach((name, node) -> {
            if (node instanceof File file) {
                left.put(path + name, decisions.content(file));
            } else {
                left.put(path + name, null);
                collect((Directory) node, path + name + "/", decisions, left);
            }
        });
    }

    /** The same for both halves of a rename, and for all names of a file. */
    private static final class Decisions {

        private final Survivors survivors;
        private final Map<Object, Boolean> survived = new IdentityHashMap<>();
        private final Map<File, byte[]> contents = new IdentityHashMap<>();

        Decisions(Survivors survivors) {
            this.survivors = survivors;
        }

        boolean survives(Change change) {
            return survived.computeIfAbsent(change.cause, absent -> survivors.survives());
        }

        byte[] content(File file) {
            return file.certain
                    ? file.content
                    : contents.computeIfAbsent(file, absent -> survivors.remains(file.content));
        }
    }

    /** Writes down what is left, for a store to be opened on it. */
    static void write(Map<String, byte @Nullable []> left, Path directory) throws IOException {
        Files.createDirectories(directory);
        for (Map.Entry<String, byte @Nullable []> entry : left.entrySet()) {
            Path path = directory.resolve(entry.getKey());
            byte[] content = entry.getValue();
            if (content == null) {
                Files.createDirectory(path);
            } else {
                Files.write(path, content);
            }
        }
    }
}
