package org.mlopssdk.monitoring.report;

/** A piece of a page: an element, or text. */
sealed interface Node permits Element, Node.Text, Node.Style {

    void appendTo(StringBuilder out);

    static Node text(String text) {
        return new Text(text);
    }

    /** Text, which is escaped for content and for attributes in either kind of quotes. */
    record Text(String text) implements Node {
        @Override
        public void appendTo(StringBuilder out) {
            String safe = Visible.of(text);
            for (int i = 0; i < safe.length(); i++) {
                char c = safe.charAt(i);
                switch (c) {
                    case '&' -> out.append("&amp;");
                    case '<' -> out.append("&lt;");
                    case '>' -> out.append("&gt;");
                    case '"' -> out.append("&quot;");
                    case '\'' -> out.append("&#39;");
                    default -> out.append(c);
                }
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
        public void appendTo(StringBuilder out) {
            out.append("<style>").append(css).append("</style>");
        }
    }
}
