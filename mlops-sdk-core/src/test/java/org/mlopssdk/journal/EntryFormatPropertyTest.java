package org.mlopssdk.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.NumericChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.store.Digest;

class EntryFormatPropertyTest {

    private static final StreamName STREAM = new StreamName("model", "failure");
    private static final Digest ACTOR = Digest.of(new byte[] {1});

    private static Event event(
            String type, boolean optional, boolean reasoned, Instant time, Map<String, Object> body) {
        return new Event(type, optional, "op", time, new Attribution(ACTOR, reasoned ? ACTOR : null), body);
    }

    @Property(seed = "1")
    void anyEntryReadsBackAsItWasWritten(
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String type,
            @ForAll boolean optional,
            @ForAll boolean reasoned,
            @ForAll @LongRange(min = 1) long number,
            @ForAll Instant time,
            @ForAll @Size(max = 8) Map<@AlphaChars @StringLength(max = 8) String, @AlphaChars @NumericChars String> texts,
            @ForAll int whole) {
        Map<String, Object> body = new LinkedHashMap<>(texts);
        body.put("whole", whole);
        body.put("nested", Map.of("list", List.of(whole, "text", true, List.of())));
        Event event = event(type, optional, reasoned, time, body);
        byte[] record = EntryFormat.encode(STREAM, number, ACTOR, event);

        Entry entry = EntryFormat.decode(STREAM, number, ACTOR, record);
        assertThat(entry.event()).isEqualTo(event);
        assertThat(entry.number()).isEqualTo(number);
        assertThat(EntryFormat.encode(STREAM, number, ACTOR, entry.event())).isEqualTo(record);
        assertThat(record.length).isLessThanOrEqualTo(Journal.MAX_RECORD);
    }

    @Property(seed = "1")
    void anyChangeOfARecordIsFound(
            @ForAll @IntRange(max = 350) int at, @ForAll byte other, @ForAll @StringLength(max = 20) String text) {
        Map<String, Object> body =
                Map.of("text", text.codePoints().filter(c -> c < 0xD800).count());
        byte[] record = EntryFormat.encode(STREAM, 1, ACTOR, event("line", false, true, Instant.EPOCH, body));
        byte[] changed = record.clone();
        changed[Math.min(at, record.length - 1)] = other;

        if (Arrays.equals(record, changed)) {
            assertThat(EntryFormat.decode(STREAM, 1, ACTOR, changed).number()).isEqualTo(1);
        } else {
            assertThatExceptionOfType(CorruptedException.class)
                    .isThrownBy(() -> EntryFormat.decode(STREAM, 1, ACTOR, changed));
        }
    }

    @Property(seed = "1")
    void noiseIsCorrupted(@ForAll byte[] noise) {
        assertThatExceptionOfType(CorruptedException.class)
                .isThrownBy(() -> EntryFormat.decode(STREAM, 1, ACTOR, noise));
    }
}
