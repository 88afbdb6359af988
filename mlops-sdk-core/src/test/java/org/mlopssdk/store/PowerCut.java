package org.mlopssdk.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.RecordingDisk.Event;

/**
 * A disk as a power cut may leave it. What a file holds is certain only if it was synced after it was written, and a name (a link, a new
 * directory, a rename, a deletion) only if its directory was synced after it was changed. Of the rest anything may be left: a
 * {@link Survivors} decides. What a failed sync should have kept no later sync keeps. A new directory takes the place on the disk of the file
 * that was removed last, and is lost where a name of that file is left: two names for one directory are one too many for a repair.
 */
final class PowerCut {

    private final Path top;
    private final Directory root = new Directory(null);
    private @Nullable File removed;

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
        private final @Nullable File before;

        Directory(@Nullable File before) {
            this.before = before;
        }
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
            case CREATE_DIRECTORY -> change(step.path(), new Directory(removed), step);
            case LINK -> change(step.path(), node(from(step)), step);
            case RENAME -> {
                Node moved = node(from(step));
                change(step.path(), moved, step);
                change(from(step), null, step);
            }
            case DELETE -> delete(step);
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

    private void delete(ObservedDisk.Step step) {
        Node node = parent(step.path()).visible.get(name(step.path()));
        if (node == null) {
            return;
        }
        change(step.path(), null, step);
        if (node instanceof File file && !isNamed(root, file)) {
            removed = file;
        }
    }

    private static boolean isNamed(Directory directory, File file) {
        return directory.visible.values().stream()
                .anyMatch(node -> node == file || (node instanceof Directory inner && isNamed(inner, file)));
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
        Left left = new Left(new Decisions(survivors));
        left.note(root);
        left.collect(root, "");
        return left.nodes;
    }

    private static final class Left {

        private final Map<String, byte @Nullable []> nodes = new TreeMap<>();
        private final Set<File> named = Collections.newSetFromMap(new IdentityHashMap<>());
        private final Decisions decisions;

        Left(Decisions decisions) {
            this.decisions = decisions;
        }

        void note(Directory directory) {
            for (Node node : decisions.names(directory).values()) {
                if (node instanceof File file) {
                    named.add(file);
                } else {
                    note((Directory) node);
                }
            }
        }

        void collect(Directory directory, String path) {
            decisions.names(directory).forEach((name, node) -> {
                if (node instanceof File file) {
                    nodes.put(path + name, decisions.content(file));
                } else if (!named.contains(((Directory) node).before)) {
                    nodes.put(path + name, null);
                    collect((Directory) node, path + name + "/");
                }
            });
        }
    }

    /** The same for both halves of a rename, and for all names of a file. */
    private static final class Decisions {

        private final Survivors survivors;
        private final Map<Object, Boolean> survived = new IdentityHashMap<>();
        private final Map<File, byte[]> contents = new IdentityHashMap<>();

        Decisions(Survivors survivors) {
            this.survivors = survivors;
        }

        Map<String, Node> names(Directory directory) {
            Map<String, Node> names = new TreeMap<>(directory.certain);
            directory.uncertain.stream().filter(this::survives).forEach(change -> change.applyTo(names));
            return names;
        }

        private boolean survives(Change change) {
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
