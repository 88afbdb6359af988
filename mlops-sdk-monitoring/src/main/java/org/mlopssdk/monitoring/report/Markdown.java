package org.mlopssdk.monitoring.report;

import java.util.regex.Pattern;

/** Text of others within GitHub-flavoured Markdown, such that it is shown as it is: no markup, no link, no mention of anybody. */
final class Markdown {
    private static final String APART = "<!-- -->";
    private static final String SPECIAL = "\\`*_[]<>|~&$";
    private static final Pattern BEGINS_A_LIST = Pattern.compile("^(\\d+(?=[.)](?: |$))|(?=[-+=]))");
    private static final Pattern BEGINS_A_LINK = Pattern.compile("(://|www\\.|mailto:)", Pattern.CASE_INSENSITIVE);

    private Markdown() {}

    /**
     * Text as words among others. Escapes keep the parser off; GitHub looks for links, mentions and numbers of issues in what has been
     * parsed, so an empty comment parts their signs from what follows.
     */
    static String prose(String text) {
        StringBuilder escaped = new StringBuilder();
        for (char c : Visible.of(text).toCharArray()) {
            if (SPECIAL.indexOf(c) >= 0) {
                escaped.append('\\');
            }
            escaped.append(c);
            if (c == '@' || c == '#') {
                escaped.append(APART);
            }
        }
        String begun = BEGINS_A_LIST.matcher(escaped).replaceFirst("$1\\\\");
        String unlinked = BEGINS_A_LINK.matcher(begun).replaceAll("$1" + APART);
        return unlinked.startsWith("#") ? "\\" + unlinked : unlinked;
    }

    /** A name as code in a cell of a table, whose bars come before all else. */
    static String cell(String text) {
        return code(text).replace("|", "\\|");
    }

    /** A name as code. */
    static String code(String text) {
        String shown = Visible.of(text);
        String fence = "`";
        while (shown.contains(fence)) {
            fence += "`";
        }
        // Without blanks a fence would take in the backticks of the name, and a name of blanks would lose them.
        boolean apart = shown.startsWith("`") || shown.endsWith("`") || shown.startsWith(" ") || shown.isEmpty();
        String blank = apart ? " " : "";
        return fence + blank + shown + blank + fence;
    }
}
