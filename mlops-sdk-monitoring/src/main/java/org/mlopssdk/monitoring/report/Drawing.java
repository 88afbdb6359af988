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
    static Element of(String classes, double width, double height, String title, String description) {
        Element svg = Element.of("svg")
                .with("role", "img")
                .with("viewBox", "0 0 " + Numbers.coordinate(width) + " " + Numbers.coordinate(height))
                .add(Element.of("title", title));
        if (!classes.isEmpty()) {
            svg = svg.withClass(classes);
        }
        return description.isEmpty() ? svg : svg.add(Element.of("desc", description));
    }

    static Element path(String classes, String commands) {
        return Element.of("path").withClass(classes).with("d", commands);
    }

    /** A word that begins at a point, or with the class {@code e} ends there. */
    static Element word(String classes, double x, double y, String text) {
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
    static Element column(double x, List<String> texts, List<Double> places) {
        Element column = Element.of("text").withClass("e");
        for (int i = 0; i < texts.size(); i++) {
            column = column.add(Element.of("tspan", texts.get(i)).with("x", x).with("y", places.get(i)));
        }
        return column;
    }
}
