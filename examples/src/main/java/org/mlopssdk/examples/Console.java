package org.mlopssdk.examples;

import java.io.PrintStream;
import org.mlopssdk.store.Progress;
import org.mlopssdk.store.ProgressListener;

/** Prints a story: headings, sentences, and on a terminal a bar while there is something to wait for. For one thread. */
final class Console implements ProgressListener {

    private static final int WIDTH = 100;
    private static final int BAR = 40;
    private static final String INDENT = "   ";

    private final PrintStream out;
    private final PrintStream errors;
    private final boolean terminal;
    private int headings;
    private int shown;

    Console(PrintStream out, PrintStream errors, boolean terminal) {
        this.out = out;
        this.errors = errors;
        this.terminal = terminal;
    }

    /** A bar where somebody is watching. JDK 22 to 24 think so of a redirected output, too: harmless, and mended in JDK 25. */
    @SuppressWarnings("SystemConsoleNull")
    static Console ofSystem() {
        return new Console(System.out, System.err, System.console() != null);
    }

    void heading(String title) {
        clear();
        headings++;
        out.println();
        out.println(headings + ". " + title);
    }

    /** Prints something of one or more lines; lines that are too long go on below, further in. */
    void say(Object something) {
        clear();
        something.toString().lines().forEach(this::line);
    }

    /** Says what went wrong, apart from the story. */
    void complain(Exception failure) {
        clear();
        errors.println(failure.getMessage());
    }

    private void line(String line) {
        String rest = INDENT + line;
        while (rest.length() > WIDTH) {
            int space = rest.lastIndexOf(' ', WIDTH);
            int end = space > 2 * INDENT.length() ? space : WIDTH;
            out.println(rest.substring(0, end));
            rest = INDENT + INDENT + rest.substring(end).stripLeading();
        }
        out.println(rest);
    }

    @Override
    public void onProgress(Progress progress) {
        if (!terminal || progress.total() <= 0) {
            return;
        }
        int filled = (int) (BAR * Math.min(progress.done(), progress.total()) / progress.total());
        String bar = INDENT + "[" + "#".repeat(filled) + ".".repeat(BAR - filled) + "] " + progress;
        String cut = bar.substring(0, Math.min(WIDTH, bar.length()));
        out.print("\r" + cut + " ".repeat(Math.max(0, shown - cut.length())));
        out.flush();
        shown = cut.length();
    }

    private void clear() {
        if (shown > 0) {
            out.print("\r" + " ".repeat(shown) + "\r");
            shown = 0;
        }
    }
}
