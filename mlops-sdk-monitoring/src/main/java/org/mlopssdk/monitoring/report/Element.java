package org.mlopssdk.monitoring.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An element of HTML or SVG. Immutable. All text goes through here, and is escaped here, in content and in attributes alike; there is no
 * way around it. What comes out is well-formed as XML too.
 */
final class Element implements Node {
    /** Those of HTML and of drawings that have no content, and no end tag. */
    private static final Set<String> VOID = Set.of("meta", "path");

    private final String name;
    private final Map<String, String> attributes;
    private final List<Node> children;

    private Element(String name, Map<String, String> attributes, List<Node> children) {
        this.name = name;
        this.attributes = attributes;
        this.children = children;
    }

    static Element of(String name, Node... children) {
        return new Element(name, Map.of(), List.of(children));
    }

    static Element of(String name, String text) {
        return of(name, Node.text(text));
    }

    /** The same element with one attribute more, a coordinate of a drawing. */
    Element with(String attribute, double pixels) {
        return with(attribute, Long.toString(Numbers.halves(pixels)));
    }

    Element with(String attribute, String value) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, value);
        return new Element(name, more, children);
    }

    Element withClass(String classes) {
        return with("class", classes);
    }

    /** The same element with more content. */
    Element add(List<? extends Node> content) {
        List<Node> more = new ArrayList<>(children);
        more.addAll(content);
        return new Element(name, attributes, List.copyOf(more));
    }

    Element add(Node... content) {
        return add(Arrays.asList(content));
    }

    Element add(String text) {
        return add(Node.text(text));
    }

    @Override
    public void appendTo(StringBuilder out, int room) {
        out.append('<').append(name);
        attributes.forEach((attribute, value) -> {
            out.append(' ').append(attribute).append("=\"");
            Node.text(value).appendTo(out, ALL);
            out.append('"');
        });
        if (children.isEmpty() && VOID.contains(name)) {
            out.append("/>");
            return;
        }
        out.append('>');
        children.forEach(child -> child.appendTo(out, room));
        out.append("</").append(name).append('>');
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        appendTo(out, ALL);
        return out.toString();
    }
}
