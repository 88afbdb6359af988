package org.mlopssdk.monitoring.report;

import java.util.List;
import java.util.regex.Pattern;

/**
 * A section of a card, before it takes a form.
 *
 * @param title its heading
 * @param blocks what it says; empty where nothing is known
 * @param absence what is missing then, in a sentence that says what to do
 */
record CardSection(String title, List<Block> blocks, String absence) {

    /** A piece of a section. */
    sealed interface Block permits Words, Grid {}

    /** Words of the library, or of people, as paragraphs without line breaks. */
    record Words(List<String> paragraphs) implements Block {

        private static final Pattern BLANK_LINE = Pattern.compile("\\R\\h*(\\R\\h*)+");

        static Words of(String text) {
            return new Words(BLANK_LINE
                    .splitAsStream(text.strip())
                    .map(paragraph -> paragraph.replaceAll("\\s*\\R\\s*", " "))
                    .toList());
        }
    }

    /**
     * A table, whose first column names what the row is about.
     *
     * @param head the names of its columns
     * @param texts how many columns hold text; the others hold numbers
     * @param rows its rows, each as wide as the head
     */
    record Grid(List<String> head, int texts, List<List<String>> rows) implements Block {

        /** How many rows are shown; the JSON has all. */
        static final int SHOWN = 500;

        List<List<String>> shown() {
            return rows.subList(0, Math.min(SHOWN, rows.size()));
        }

        /** What is said below of the rows that are not shown; empty where there are none. */
        String rest() {
            int left = rows.size() - SHOWN;
            return left <= 0
                    ? ""
                    : Numbers.count(left, "row") + " more " + (left == 1 ? "is" : "are") + " left out here.";
        }
    }

    boolean isMissing() {
        return blocks.isEmpty();
    }
}
