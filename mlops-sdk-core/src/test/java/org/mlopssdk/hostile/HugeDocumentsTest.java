package org.mlopssdk.hostile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mlopssdk.artifact.Manifest;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.gate.Gate;
import org.mlopssdk.gate.GateReport;
import org.mlopssdk.journal.EntryFuzzing;
import org.mlopssdk.journal.Notes;
import org.mlopssdk.run.SegmentFuzzing;
import org.mlopssdk.store.Content;
import org.mlopssdk.store.MemoryBlobStore;

/** Documents that are deep, huge, ambiguous or no text at all are refused by every parser, soon, and by name. */
@Tag("heavy")
@Timeout(value = 20, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HugeDocumentsTest {

    private static final int MANY = 1_000_000;

    /** What each parser calls what it reads. */
    private static Map<String, Consumer<byte[]>> parsers() {
        Map<String, Consumer<byte[]>> parsers = new LinkedHashMap<>();
        parsers.put("manifest", json -> Manifest.fromJson(json, "manifest"));
        parsers.put("gate report", GateReport::fromJson);
        parsers.put("gate", json -> Gate.fromJson(json));
        parsers.put("entry 1 of model/failure", EntryFuzzing::parseDocument);
        parsers.put("segment", SegmentFuzzing::parse);
        parsers.put("note ", json -> {
            MemoryBlobStore store = new MemoryBlobStore();
            new Notes(store, new SplittableRandom(1)).read(store.put(Content.of(json)));
        });
        return parsers;
    }

    private static Map<String, byte[]> documents() {
        Map<String, byte[]> documents = new LinkedHashMap<>();
        documents.put("deep arrays", text("[".repeat(100_000)));
        documents.put("deep objects", text("{\"a\":".repeat(100_000)));
        documents.put("deep in a field nobody knows", text("{\"later\":" + "[".repeat(100_000)));
        documents.put("deep and closed", text("{\"format\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}"));
        documents.put("a long number", text("{\"format\":" + "9".repeat(64 << 20) + "}"));
        documents.put("a long number nobody knows", text("{\"later\":" + "9".repeat(64 << 20) + "}"));
        documents.put("a long fraction", text("{\"format\":0." + "0".repeat(16 << 20) + "1}"));
        documents.put("a large exponent", text("{\"format\":1e999999999}"));
        documents.put("a long text", text("{\"text\":\"" + "x".repeat(64 << 20) + "\"}"));
        documents.put("a long text that escapes", text("{\"text\":\"" + "\\u0041".repeat(4 << 20) + "\"}"));
        documents.put("a long name", text("{\"" + "x".repeat(16 << 20) + "\":1}"));
        documents.put("many names", many());
        documents.put("a name twice", text("{\"format\":1,\"format\":1}"));
        documents.put("an unknown name twice", text("{\"x\":1,\"x\":1}"));
        documents.put("a name twice by escapes", text("{\"format\":1,\"\\u0066ormat\":1}"));
        documents.put("NaN", text("{\"format\":NaN}"));
        documents.put("infinity", text("{\"format\":-Infinity}"));
        documents.put("a mark of byte order", text("\ufeff{\"format\":1}"));
        documents.put("UTF-16", "{\"format\":1}".getBytes(StandardCharsets.UTF_16));
        documents.put("UTF-16 without a mark", "{\"format\":1}".getBytes(StandardCharsets.UTF_16LE));
        documents.put("UTF-32", new byte[] {0, 0, 0, '{', 0, 0, 0, '}'});
        documents.put("Latin-1", "{\"text\":\"ä\"}".getBytes(StandardCharsets.ISO_8859_1));
        documents.put("an overlong form", new byte[] {'{', '"', (byte) 0xc0, (byte) 0xae, '"', ':', '1', '}'});
        documents.put("a surrogate in UTF-8", bytes("{\"text\":\"", 0xed, 0xa0, 0x80, "\"}"));
        documents.put("half a character", bytes("{\"text\":\"", 0xf0, 0x9f, 0x98, "\"}"));
        documents.put("zeros", new byte[1 << 20]);
        documents.put("blanks", text(" ".repeat(32 << 20)));
        return documents;
    }

    private static byte[] many() {
        StringBuilder json = new StringBuilder("{");
        for (int i = 0; i < MANY; i++) {
            json.append("\"k").append(i).append("\":0,");
        }
        return text(json.append("\"format\":null}").toString());
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String before, int one, int two, int three, String after) {
        byte[] bytes = text(before + "___" + after);
        bytes[before.length()] = (byte) one;
        bytes[before.length() + 1] = (byte) two;
        bytes[before.length() + 2] = (byte) three;
        return bytes;
    }

    private static Set<String> subjects() {
        return parsers().keySet();
    }

    @ParameterizedTest
    @MethodSource("subjects")
    void areRefusedByName(String subject) {
        Consumer<byte[]> parser = parsers().get(subject);
        documents()
                .forEach((what, document) -> assertThatThrownBy(() -> parser.accept(document))
                        .as("%s as %s", what, subject)
                        .isInstanceOf(CorruptedException.class)
                        .satisfies(refused -> assertThat(refused.getMessage())
                                .startsWith(subject)
                                .hasSizeLessThan(700)
                                .doesNotContain("\u0000")));
    }
}
