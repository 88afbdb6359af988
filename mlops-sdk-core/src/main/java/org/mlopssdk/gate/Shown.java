package org.mlopssdk.gate;

import java.util.Locale;
import java.util.regex.Pattern;

/** Text of others, such as the name of a metric, made fit to stand in a page: shown as it is, and never as markup, link or mention. */
final class Shown {

    private static final String APART = "<!-- -->";
    private static final String SPECIAL = "\\`*_[]|~$";
    private static final Pattern BEGINS_A_LINK = Pattern.compile("(://|www\\.|mailto:)", Pattern.CASE_INSENSITIVE);

    private Shown() {}

    /** What is invisible, breaks the line or turns the direction of writing is shown by its number. */
    static String visibly(String text) {
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (Character.getType(c)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> shown.append(String.format(Locale.ROOT, "\\u%04x", c));
                default -> shown.appendCodePoint(c);
            }
        });
        return shown.toString();
    }

    /**
     * In GitHub-flavoured Markdown, in the middle of a line. Links, mentions and numbers of issues are looked for in what has been parsed: an empty
     * comment parts their signs from what follows.
     */
    static String inMarkdown(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : visibly(text).toCharArray()) {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '@', '#' -> escaped.append(c).append(APART);
                default -> escaped.append(SPECIAL.indexOf(c) >= 0 ? "\\" : "").append(c);
            }
        }
        return BEGINS_A_LINK.matcher(escaped).replaceAll("$1" + APART);
    }

    /** In HTML, between tags or in a quoted attribute. */
    static String inHtml(String text) {
        return visibly(text)
                .replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("'", "&#39;");
    }
}
