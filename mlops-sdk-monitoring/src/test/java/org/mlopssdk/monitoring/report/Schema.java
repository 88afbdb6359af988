package org.mlopssdk.monitoring.report;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.mlopssdk.json.Json;

/**
 * A JSON Schema, as far as those of the library need it; a keyword that is not known here is refused, so that none goes unchecked. What a document has and
 * the schema does not mention is wrong, too: a schema lets it pass, but then nobody would read of it.
 */
final class Schema {
    private static final Set<String> WORDS = Set.of("$schema", "title", "description", "$defs");

    private final Map<?, ?> root;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> met = new TreeSet<>();

    private Schema(Map<?, ?> root) {
        this.root = root;
    }

    static Schema ofReports() throws IOException {
        try (InputStream in = Presentation.class.getResourceAsStream("report.schema.json")) {
            return new Schema(Json.read(in.readAllBytes(), Map.class, "schema"));
        }
    }

    /** What is wrong with a document, each with its place. */
    List<String> wrong(byte[] json) {
        wrong.clear();
        check(root, Json.read(json, Map.class, "report"), "");
        return List.copyOf(wrong);
    }

    /** The properties that were there in any document so far, as paths without indices. */
    Set<String> met() {
        return met;
    }

    /** All properties that the schema has. */
    Set<String> properties() {
        Set<String> all = new TreeSet<>();
        collect(root, "", all);
        return all;
    }

    private void collect(Map<?, ?> schema, String at, Set<String> all) {
        Map<?, ?> target = resolved(schema);
        if (target.get("items") instanceof Map<?, ?> items) {
            collect(items, at, all);
        }
        if (target.get("properties") instanceof Map<?, ?> properties) {
            properties.forEach((name, property) -> {
                all.add(at + "/" + name);
                collect((Map<?, ?>) property, at + "/" + name, all);
            });
        }
    }

    private Map<?, ?> resolved(Map<?, ?> schema) {
        String ref = (String) schema.get("$ref");
        return ref == null ? schema : (Map<?, ?>) ((Map<?, ?>) root.get("$defs")).get(ref.replace("#/$defs/", ""));
    }

    private void check(Map<?, ?> schema, Object value, String at) {
        schema.forEach((keyword, argument) -> {
            if (!WORDS.contains(keyword) && !holds((String) keyword, argument, value, schema, at)) {
                wrong.add(at + " is " + value + ", against " + keyword + " " + argument);
            }
        });
    }

    private boolean holds(String keyword, Object argument, Object value, Map<?, ?> schema, String at) {
        switch (keyword) {
            case "$ref" -> check(resolved(schema), value, at);
            case "properties" -> properties((Map<?, ?>) argument, (Map<?, ?>) value, at);
            case "items" -> ((List<?>) value).forEach(item -> check((Map<?, ?>) argument, item, at));
            default -> {
                return simple(keyword, argument, value, at);
            }
        }
        return true;
    }

    private boolean simple(String keyword, Object argument, Object value, String at) {
        return switch (keyword) {
            case "type" -> isOf((String) argument, value);
            case "const" -> argument.equals(value);
            case "enum" -> ((List<?>) argument).contains(value);
            case "required" -> ((Map<?, ?>) value).keySet().containsAll((List<?>) argument);
            case "minimum" -> number(value) >= number(argument);
            case "maximum" -> number(value) <= number(argument);
            case "exclusiveMinimum" -> number(value) > number(argument);
            case "format" -> Instant.parse((String) value).toString().equals(value);
            case "anyOf" -> ((List<?>) argument).stream().anyMatch(any -> fits((Map<?, ?>) any, value, at));
            default -> throw new IllegalArgumentException("the schema has a keyword that is not checked: " + keyword);
        };
    }

    private void properties(Map<?, ?> properties, Map<?, ?> object, String at) {
        object.forEach((name, value) -> {
            met.add(at + "/" + name);
            if (properties.get(name) instanceof Map<?, ?> property) {
                check(property, value, at + "/" + name);
            } else {
                wrong.add(at + "/" + name + " is not in the schema");
            }
        });
    }

    private boolean fits(Map<?, ?> schema, Object value, String at) {
        int before = wrong.size();
        check(schema, value, at);
        boolean fits = wrong.size() == before;
        wrong.subList(before, wrong.size()).clear();
        return fits;
    }

    private static boolean isOf(String type, Object value) {
        return switch (type) {
            case "object" -> value instanceof Map;
            case "array" -> value instanceof List;
            case "string" -> value instanceof String;
            case "boolean" -> value instanceof Boolean;
            case "integer" -> value instanceof Integer || value instanceof Long;
            case "number" -> value instanceof Number;
            default -> throw new IllegalArgumentException("no such type: " + type);
        };
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }
}
