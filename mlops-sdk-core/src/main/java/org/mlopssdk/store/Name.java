package org.mlopssdk.store;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The grammar of names of artifacts, experiments, aliases and of each part of a key: a lower-case letter or digit, then up to
 * 127 lower-case letters, digits, dots, underscores or hyphens, never two dots in a row. Such a name is the same on every file
 * system and object store, and is no path. What Windows takes for a device, such as {@code con} or {@code aux.txt}, is no name.
 *
 * @since 0.1.0
 */
public final class Name {

    /** The longest name. */
    public static final int MAX_LENGTH = 128;

    private static final Pattern GRAMMAR = Pattern.compile("[a-z0-9][a-z0-9._-]{0,127}");
    private static final Pattern DEVICE = Pattern.compile("(con|prn|aux|nul|(com|lpt)[1-9¹²³])([. ].*)?");
    private static final int SHOWN = 60;

    private Name() {}

    /**
     * Returns a name that keeps to the grammar, or refuses it.
     *
     * @param what what is named, for the message, such as {@code a model's name}
     * @param name the name
     * @return the name
     * @throws IllegalArgumentException if it breaks the grammar; the message suggests a form that keeps to it
     */
    public static String require(String what, String name) {
        if (isValid(name)) {
            return name;
        }
        if (isDevice(name)) {
            throw new IllegalArgumentException(what + " is not what Windows takes for a device; got \"" + shown(name)
                    + "\"; try \"x-" + shown(name).toLowerCase(Locale.ROOT) + "\"");
        }
        throw new IllegalArgumentException(what + " is 1 to " + MAX_LENGTH
                + " characters of a-z 0-9 . _ - beginning with a letter or digit, without \"..\"; got \"" + shown(name)
                + "\"" + suggestion(name));
    }

    static boolean isValid(String name) {
        return GRAMMAR.matcher(name).matches() && !name.contains("..") && !isDevice(name);
    }

    /**
     * Whether Windows takes a name for that of a device, with an ending and in any case, in whatever directory it stands.
     *
     * @param name the name of a file or directory
     * @return true if no file can be called that everywhere
     */
    public static boolean isDevice(String name) {
        return DEVICE.matcher(name.toLowerCase(Locale.ROOT)).matches();
    }

    private static String suggestion(String name) {
        String valid = name.toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9._-]+", "-")
                .replaceAll("\\.{2,}", ".")
                .replaceAll("^[._-]+|[._-]+$", "");
        valid = valid.substring(0, Math.min(valid.length(), MAX_LENGTH));
        return isValid(valid) ? "; try \"" + valid + "\"" : "";
    }

    private static String shown(String name) {
        String printable = name.replaceAll("\\p{Cntrl}", "?");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "...";
    }
}
