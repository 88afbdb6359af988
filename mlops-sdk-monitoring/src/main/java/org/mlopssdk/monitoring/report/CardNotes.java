package org.mlopssdk.monitoring.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.artifact.Attachment;
import org.mlopssdk.artifact.AttachmentFormat;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.json.Json;
import org.mlopssdk.metric.FreeText;

/**
 * What only people know of a model: what it is for, what it must not be used for, and whatever else they have to say. Kept with a version, as part of
 * what is registered, and shown by its {@link ModelCard}:
 *
 * <pre>{@code
 * mlops.model("fraud").newVersion()
 *         .add("model.onnx", file)
 *         .add(CardNotes.none()
 *                 .intendedUse("Sorts card payments for review by a person.")
 *                 .limitations("Never blocks a payment by itself; knows payments in euro only."))
 *         .register();
 * }</pre>
 *
 * <p>Immutable; each note gives a copy.
 *
 * @since 0.1.0
 */
public final class CardNotes implements Attachment {

    /** Reads the notes that were registered with a version. */
    public static final AttachmentFormat<CardNotes> FORMAT = new Format();

    static final String INTENDED_USE = "Intended use";
    static final String LIMITATIONS = "Limitations";

    private static final CardNotes NONE = new CardNotes(Map.of());
    private static final String PATH = "model-card.json";
    private static final int MOST_TEXT = 10_000;
    private static final int MOST_NOTES = 50;

    private final Map<String, String> notes;

    private CardNotes(Map<String, String> notes) {
        this.notes = notes;
    }

    private static final class Format implements AttachmentFormat<CardNotes> {
        @Override
        public String path() {
            return PATH;
        }

        @Override
        public CardNotes read(InputStream in) throws IOException {
            return fromJson(in.readAllBytes());
        }
    }

    /** As they are kept: a list, since their order is their author's. */
    private record Document(@Nullable Integer format, List<Note> notes) {
        private static final int VERSION = 1;

        Document {
            if (format == null || format != VERSION) {
                throw new UnsupportedFormatException(
                        "notes of a model card",
                        "have format " + format + ", this library knows " + VERSION + "; use a newer mlops-sdk");
            }
            notes = List.copyOf(notes);
        }
    }

    private record Note(String title, String text) {
        Note {
            FreeText.require("the title of a note", Objects.requireNonNull(title, "a note without a title"));
            FreeText.requireLong(
                    "the note \"" + title + "\"", Objects.requireNonNull(text, "a note without a text"), MOST_TEXT);
            if (text.isBlank()) {
                throw new IllegalArgumentException(
                        "the note \"" + title + "\" is blank; leave it out, or say something");
            }
        }
    }

    /**
     * Nothing said yet.
     *
     * @return no notes
     */
    public static CardNotes none() {
        return NONE;
    }

    /**
     * Reads notes that {@link #toJson} wrote.
     *
     * @param json the notes
     * @return the notes
     * @throws org.mlopssdk.error.CorruptedException if it is something else
     * @throws UnsupportedFormatException if a newer version of this library wrote it
     */
    public static CardNotes fromJson(byte[] json) {
        CardNotes read = NONE;
        for (Note note :
                Json.read(json, Document.class, "notes of a model card").notes()) {
            read = read.note(note.title(), note.text());
        }
        return read;
    }

    /**
     * The notes as JSON, always the same bytes for the same notes.
     *
     * @return one line in UTF-8
     */
    public byte[] toJson() {
        return Json.write(new Document(
                Document.VERSION,
                notes.entrySet().stream()
                        .map(note -> new Note(note.getKey(), note.getValue()))
                        .toList()));
    }

    /**
     * What the model is for: by whom, on what, to which end.
     *
     * @param text at most 10,000 characters; a blank line begins a new paragraph
     * @return a copy
     * @throws IllegalArgumentException if it is blank or too long
     */
    public CardNotes intendedUse(String text) {
        return note(INTENDED_USE, text);
    }

    /**
     * What the model does not do, must not be used for, or does badly.
     *
     * @param text at most 10,000 characters; a blank line begins a new paragraph
     * @return a copy
     * @throws IllegalArgumentException if it is blank or too long
     */
    public CardNotes limitations(String text) {
        return note(LIMITATIONS, text);
    }

    /**
     * Anything else, such as the licence, whom to ask, or what was considered.
     *
     * @param title what it is about, 1 to 250 printable characters; a title that is given again has its last text
     * @param text at most 10,000 characters; a blank line begins a new paragraph
     * @return a copy
     * @throws IllegalArgumentException if either is blank or too long, or it is the fifty-first note
     */
    public CardNotes note(String title, String text) {
        Map<String, String> more = new LinkedHashMap<>(notes);
        Note said = new Note(title, text);
        more.put(said.title(), said.text());
        if (more.size() > MOST_NOTES) {
            throw new IllegalArgumentException("a card has at most " + MOST_NOTES + " notes; put some together");
        }
        return new CardNotes(more);
    }

    /** These notes and others'; where both say something of the same, the others. */
    CardNotes and(CardNotes others) {
        CardNotes both = this;
        for (Map.Entry<String, String> note : others.notes.entrySet()) {
            both = both.note(note.getKey(), note.getValue());
        }
        return both;
    }

    Map<String, String> all() {
        return notes;
    }

    Optional<String> of(String title) {
        return Optional.ofNullable(notes.get(title));
    }

    @Override
    public String path() {
        return PATH;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        out.write(toJson());
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CardNotes others && notes.equals(others.notes);
    }

    @Override
    public int hashCode() {
        return notes.hashCode();
    }

    /**
     * The titles with the beginnings of their texts.
     *
     * @return a line for each note
     */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("notes of a model card: " + notes.size());
        notes.forEach((title, words) -> text.append(System.lineSeparator())
                .append("  ")
                .append(Visible.cut(title, 30))
                .append(": ")
                .append(Visible.cut(words.strip().replaceAll("\\s+", " "), 60)));
        return text.toString();
    }
}
