package org.mlopssdk.monitoring.report;

import java.util.List;

/** The elements of a drawing, and its frame: a name and a description for those who do not see it. */
final class Drawing {

    private Drawing() {}

    /**
     * An empty drawing.
     *
     * @param title its name
     * @param description what it shows, in words
     */
    static Element of(double width, double height, String title, Node description) {
        return empty(width, height, title).add(Element.of("desc", description));
    }

    /** An empty drawing of the size of a line, whose name tells what it shows. */
    static Element spark(double width, double height, String title) {
        return empty(width, height, title).withClass("spark");
    }

    private static Element empty(double width, double height, String title) {
        return Element.of("svg", Element.of("title", title))
                .with("role", "img")
                .with("viewBox", "0 0 " + Numbers.halves(width) + " " + Numbers.halves(height));
    }

    static Element path(String classes, String commands) {
        return Element.of("path").withClass(classes).with("d", commands);
    }

    /** A word that begins at a point, or with the class {@code e} ends there. */
    static Element word(String classes, double x, double y, Node text) {
        Element word = Element.of("text", text).with("x", x).with("y", y);
        return classes.isEmpty() ? word : word.withClass(classes);
    }

    /** Words beside each other on one line, each with its middle, or with the class {@code e} its end, at its place. */
    static Element words(String classes, double y, List<String> texts, List<Double> places) {
        Element line = Element.of("text").withClass(classes).with("y", y);
        for (int i = 0; i < texts.size(); i++) {
            line = line.add(Element.of("tspan", texts.get(i)).with("x", places.get(i)));
        }
        return line;
    }

    /** Words below each other, each ending at its place. */
    static Element column(double x, List<Node> texts, List<Double> places) {
        Element column = Element.of("text").withClass("e");
        for (int i = 0; i < texts.size(); i++) {
            column = column.add(Element.of("tspan", texts.get(i)).with("x", x).with("y", places.get(i)));
        }
        return column;
    }
}
