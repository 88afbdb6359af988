package org.mlopssdk.json;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.StreamWriteFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.type.LogicalType;
import com.fasterxml.jackson.databind.util.TokenBuffer;
import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.MlOpsException;

/**
 * Reads and writes the library's records as JSON. What is written is canonical: one line, fields in the order of the record's
 * components, maps sorted by key, absent fields left out, the shortest decimal that reads back as the same double on every JDK,
 * NaN and infinities as strings. What is read is hostile: depth, size and count are bounded, a field that stands twice is refused.
 *
 * @since 0.1.0
 */
public final class Json {

    private static final int MAX_DEPTH = 32;
    private static final int MAX_STRING = 1 << 20;
    private static final int MAX_DOCUMENT = 256 << 20;
    private static final long MAX_TOKENS = 50_000_000;
    private static final int MAX_REASON = 300;

    private static final JsonMapper MAPPER = mapper(CoercionAction.TryConvert);
    private static final ObjectWriter AS_IT_IS =
            MAPPER.writer().without(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
    private static final TypeReference<LinkedHashMap<String, Object>> TREE = new TypeReference<>() {};

    private Json() {}

    /** For what people write: a field that is not known is a slip, and so is a number in quotation marks, or one that lacks them. */
    private static final class Strict {
        private static final JsonMapper MAPPER = mapper(CoercionAction.Fail);

        static {
            MAPPER.coercionConfigFor(LogicalType.Textual)
                    .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                    .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        }
    }

    private static JsonMapper mapper(CoercionAction numbersInText) {
        JsonFactory factory = new JsonFactoryBuilder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING)
                        .maxNameLength(4096)
                        .maxNumberLength(64)
                        .maxTokenCount(MAX_TOKENS)
                        .build())
                .disable(JsonFactory.Feature.CHARSET_DETECTION) // what is not UTF-8 is not ours
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .enable(StreamWriteFeature.USE_FAST_DOUBLE_WRITER)
                .enable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
                .build();
        SimpleModule time = new SimpleModule("time")
                .addSerializer(Instant.class, new InstantText.Writer())
                .addDeserializer(Instant.class, new InstantText.Reader());
        return JsonMapper.builder(factory)
                .addModule(time)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
                .disable(MapperFeature.AUTO_DETECT_IS_GETTERS)
                .defaultPropertyInclusion(
                        JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
                .withCoercionConfig(
                        LogicalType.Float, config -> config.setCoercion(CoercionInputShape.String, numbersInText))
                .build();
    }

    /**
     * Writes a record.
     *
     * @param value the record, or a map, list or scalar
     * @return its canonical JSON in UTF-8, without a line end
     * @throws IllegalArgumentException if it cannot be written, which is a fault of this library
     */
    public static byte[] write(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("cannot be written as JSON: " + e.getOriginalMessage(), e);
        }
    }

    /**
     * Whether text can be written as it is: half of a surrogate pair has no UTF-8, and would be read back as something else.
     *
     * @param text the text
     * @return true if it has no unpaired surrogates
     */
    public static boolean isWritable(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                boolean pair = i + 1 < text.length() && Character.isSurrogatePair(text.charAt(i), text.charAt(i + 1));
                if (!pair) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /**
     * Reads a record.
     *
     * @param <T> the type of the record
     * @param json the document in UTF-8
     * @param type the record
     * @param subject what is read, for the message
     * @return the record
     * @throws CorruptedException if the document is not JSON of that shape or is beyond the limits
     */
    public static <T> T read(byte[] json, Class<T> type, String subject) {
        return read(json, 0, json.length, type, subject);
    }

    /**
     * Reads a record from a part of an array.
     *
     * @param <T> the type of the record
     * @param json holds the document in UTF-8
     * @param offset where the document begins
     * @param length how many bytes it has
     * @param type the record
     * @param subject what is read, for the message
     * @return the record
     * @throws CorruptedException if the document is not JSON of that shape or is beyond the limits
     */
    public static <T> T read(byte[] json, int offset, int length, Class<T> type, String subject) {
        return read(json, offset, length, MAPPER.reader(), type, subject);
    }

    /**
     * Reads a record that people write by hand: a field that the record does not have is a slip, and so is a number in quotation marks. Both are
     * refused with their place.
     *
     * @param <T> the type of the record
     * @param json the document in UTF-8
     * @param type the record
     * @param subject what is read, for the message
     * @return the record
     * @throws CorruptedException if the document is not JSON of that shape, has a field too many, or is beyond the limits
     */
    public static <T> T readStrictly(byte[] json, Class<T> type, String subject) {
        return read(
                json,
                0,
                json.length,
                Strict.MAPPER.reader(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES),
                type,
                subject);
    }

    /**
     * Where an element of a list of the root begins, for messages about what a person wrote.
     *
     * @param json a document that was read before
     * @param list the name of the list
     * @param index the element, from 0
     * @return for example {@code line 3, column 5}
     */
    public static String placeOf(byte[] json, String list, int index) {
        return Place.of(json, 0, json.length, JsonPointer.compile("/" + list + "/" + index), MAPPER.getFactory())
                .orElseThrow(() -> new IllegalArgumentException("there is no " + list + "[" + index + "]"));
    }

    private static <T> T read(byte[] json, int offset, int length, ObjectReader reader, Class<T> type, String subject) {
        try {
            if (length > MAX_DOCUMENT) {
                throw new CorruptedException(
                        subject, "has " + length + " bytes, at most " + MAX_DOCUMENT + " are read");
            }
            T value = reader.forType(type).readValue(json, offset, length);
            if (value == null) {
                throw new CorruptedException(subject, "is the JSON word null where an object belongs");
            }
            return value;
        } catch (JacksonException e) {
            if (e.getCause() instanceof MlOpsException refused) {
                throw refused; // by the record itself, which knows better what is wrong
            }
            if (e instanceof UnrecognizedPropertyException unknown) {
                throw new CorruptedException(subject, unknown(unknown) + where(unknown, json, offset, length), e);
            }
            throw new CorruptedException(subject, "is not the JSON that belongs here: " + reason(e), e);
        } catch (IOException e) {
            throw new CorruptedException(subject, "is not text in UTF-8: " + shown(e.getMessage()), e);
        }
    }

    /**
     * Turns a tree of maps, lists and scalars, as a field of a record holds it, into a record of its own.
     *
     * @param <T> the type of the record
     * @param tree the tree
     * @param type the record
     * @param subject what is read, for the message
     * @return the record
     * @throws CorruptedException if the tree is not of that shape
     */
    public static <T> T convert(Map<String, Object> tree, Class<T> type, String subject) {
        try {
            TokenBuffer tokens = new TokenBuffer(MAPPER, false);
            AS_IT_IS.writeValue(tokens, tree);
            return MAPPER.readValue(tokens.asParser(), type);
        } catch (IOException e) {
            throw new CorruptedException(subject, "is not of the shape that belongs here: " + shown(e.getMessage()), e);
        }
    }

    /**
     * Turns a record into a tree of maps, lists and scalars.
     *
     * @param value the record
     * @return the tree, its fields in the order of the record's components
     */
    public static Map<String, Object> tree(Object value) {
        return MAPPER.convertValue(value, TREE);
    }

    private static String unknown(UnrecognizedPropertyException e) {
        return shown("has a field '" + e.getPropertyName() + "' that does not belong there; fields are "
                + e.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList());
    }

    /** A record is made at its end; where the field stands has to be looked for. */
    private static String where(UnrecognizedPropertyException e, byte[] json, int offset, int length) {
        return Place.of(json, offset, length, Place.pointer(e), MAPPER.getFactory())
                .map(place -> " (" + place + shown(Place.path(e)) + ")")
                .orElse("");
    }

    private static String reason(JacksonException e) {
        boolean refused = e instanceof ValueInstantiationException;
        String message = refused && e.getCause() instanceof IllegalArgumentException why
                ? why.getMessage()
                : e.getOriginalMessage();
        return shown(String.valueOf(message).replaceFirst(" \\(but [a-z]+ if coercion .*\\)$", "")) + where(e);
    }

    private static String where(JacksonException e) {
        return e.getLocation() == null ? "" : " (" + Place.of(e.getLocation()) + shown(Place.path(e)) + ")";
    }

    /** A message may quote what was read, which may be of any length and hold anything. */
    private static String shown(@Nullable String message) {
        String printable = String.valueOf(message).replaceAll("[\\p{Cntrl}&&[^\n]]", "?");
        return printable.length() <= MAX_REASON ? printable : printable.substring(0, MAX_REASON) + "...";
    }
}
