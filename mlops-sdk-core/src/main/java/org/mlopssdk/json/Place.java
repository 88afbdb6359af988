package org.mlopssdk.json;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Collectors;

/** Places in a document, as people look for them. */
final class Place {

    private Place() {}

    static String of(JsonLocation location) {
        return "line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** Where the value that a pointer names begins, or the name of that field; empty if it is not there. */
    static Optional<String> of(byte[] json, int offset, int length, JsonPointer pointer, JsonFactory factory) {
        try (JsonParser in = factory.createParser(json, offset, length)) {
            while (in.nextToken() != null) {
                if (in.getParsingContext().pathAsPointer().equals(pointer)) {
                    return Optional.of(of(in.currentTokenLocation()));
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.empty(); // broken before that place
        }
    }

    /** The way from the root to where an exception was thrown. */
    static JsonPointer pointer(JsonMappingException e) {
        JsonPointer pointer = JsonPointer.empty();
        for (JsonMappingException.Reference step : e.getPath()) {
            pointer = step.getFieldName() == null
                    ? pointer.appendIndex(step.getIndex())
                    : pointer.appendProperty(step.getFieldName());
        }
        return pointer;
    }

    /** The same as it follows a place: {@code , at requirements[2].atLeast}. A field of the root is named by the message itself. */
    static String path(JacksonException e) {
        if (!(e instanceof JsonMappingException mapping) || mapping.getPath().size() < 2) {
            return "";
        }
        String path = mapping.getPath().stream()
                .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                .collect(Collectors.joining());
        return ", at " + (path.startsWith(".") ? path.substring(1) : path);
    }
}
