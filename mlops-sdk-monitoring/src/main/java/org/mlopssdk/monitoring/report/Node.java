package org.mlopssdk.monitoring.report;

/** A piece of a page: an element, or text. */
sealed interface Node permits Element, Node.Text, Node.Cut, Node.Style {
    /** As many columns for texts of others as these ask for. */
    int ALL = Integer.MAX_VALUE;

    /**
     * Writes it.
     *
     * @param room how many columns a text of others takes at most, however many it asks for
     */
    void appendTo(StringBuilder out, int room);

    static Node text(String text) {
        return new Text(text);
    }

    /** Text of others, or with words of others in it, of so many columns at most. */
    static Node cut(String text, int columns) {
        return new Cut(text, columns, 0);
    }

    /** The same, which has so many columns however little room there is. */
    static Node cut(String text, int columns, int least) {
        return new Cut(text, columns, least);
    }

    /** Text, which is escaped for content and for attributes in either kind of quotes. */
    record Text(String text) implements Node {
        @Override
        public void appendTo(StringBuilder out, int room) {
            escape(Visible.of(text), out);
        }
    }

    /** Text that loses its middle where it is longer than its columns, or than there is room for. */
    record Cut(String text, int columns, int least) implements Node {
        @Override
        public void appendTo(StringBuilder out, int room) {
            escape(Visible.cut(text, Math.min(columns, Math.max(room, least))), out);
        }
    }

    private static void escape(String safe, StringBuilder out) {
        for (int i = 0; i < safe.length(); i++) {
            char c = safe.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&#34;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    /** The style sheet of the library itself, which HTML takes as it is; it holds nothing of others, and nothing to escape. */
    record Style(String css) implements Node {
        public Style {
            if (css.contains("<") || css.contains("&")) {
                throw new IllegalArgumentException("A style sheet within a page holds neither < nor &.");
            }
        }

        @Override
        public void appendTo(StringBuilder out, int room) {
            out.append("<style>").append(css).append("</style>");
        }
    }
}
