package org.mlopssdk.artifact;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import org.mlopssdk.store.Name;

/**
 * The grammar of paths inside an artifact: relative, with forward slashes, in Unicode form NFC, without {@code .}, {@code ..}, control
 * characters or what some file system cannot name. Such a path names the same file everywhere and never one outside.
 */
final class ArtifactPath {

    private static final int MAX_BYTES = 1024;
    private static final int MAX_NAME_BYTES = 255;
    private static final int SHOWN = 80;
    private static final String FORBIDDEN = "\\:*?\"<>|";

    private ArtifactPath() {}

    /** The path in the form it is kept in. */
    static String require(String path) {
        String normal = Normalizer.isNormalized(path, Normalizer.Form.NFC)
                ? path
                : Normalizer.normalize(path, Normalizer.Form.NFC);
        requireKept(normal);
        return normal;
    }

    /** The path of a file below a directory. */
    static String relative(Path directory, Path file) {
        List<String> names = new ArrayList<>();
        directory.relativize(file).forEach(name -> names.add(name.toString()));
        return require(String.join("/", names));
    }

    /** Refuses a path that is not in the form it is kept in. */
    static void requireKept(String path) {
        if (length(path) > MAX_BYTES) {
            throw refused(path, "is longer than " + MAX_BYTES + " bytes");
        }
        if (!Normalizer.isNormalized(path, Normalizer.Form.NFC)) {
            throw refused(path, "is not in Unicode form NFC");
        }
        for (int i = 0; i < path.length(); i++) {
            char c = path.charAt(i);
            if (Character.isISOControl(c) || FORBIDDEN.indexOf(c) >= 0 || isLoneSurrogate(path, i)) {
                throw refused(path, "has a character at index " + i + " that not every file system can name");
            }
        }
        for (String name : path.split("/", -1)) {
            requireName(path, name);
        }
    }

    private static void requireName(String path, String name) {
        if (name.isEmpty()) {
            throw refused(path, path.startsWith("/") ? "is not relative" : "has an empty name in it");
        }
        if (name.equals(".") || name.equals("..")) {
            throw refused(path, "has \"" + name + "\" in it");
        }
        if (name.endsWith(".") || name.endsWith(" ")) {
            throw refused(path, "has a name that ends in a dot or a blank");
        }
        if (Name.isDevice(name)) {
            throw refused(path, "has a name that Windows takes for a device");
        }
        if (length(name) > MAX_NAME_BYTES) {
            throw refused(path, "has a name longer than " + MAX_NAME_BYTES + " bytes");
        }
    }

    private static boolean isLoneSurrogate(String path, int i) {
        char c = path.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 == path.length() || !Character.isLowSurrogate(path.charAt(i + 1));
        }
        return Character.isLowSurrogate(c) && (i == 0 || !Character.isHighSurrogate(path.charAt(i - 1)));
    }

    private static int length(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }

    private static IllegalArgumentException refused(String path, String why) {
        return new IllegalArgumentException("the path \"" + shown(path) + "\" in an artifact " + why
                + "; give a relative path such as \"model/weights.bin\"");
    }

    /** Any text as a message may show it. */
    static String shown(String path) {
        String printable = path.replaceAll("\\p{Cntrl}", "?");
        return printable.length() > SHOWN ? printable.substring(0, SHOWN) + "..." : printable;
    }
}
