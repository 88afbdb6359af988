package org.mlopssdk.monitoring.table;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.mlopssdk.error.InvalidDataException;

/**
 * A reader of CSV files (RFC 4180, any separator and quote) into a {@link Table}.
 *
 * <ul>
 *   <li>Text is UTF-8; a byte order mark is skipped, malformed bytes are refused.
 *   <li>The first line is the header: unique names, not blank. At least one row follows. Empty lines are skipped,
 *       except in a file of a single column, where an empty line is a missing value.
 *   <li>Each row has as many fields as the header. Where every row has exactly one more, the first field is an unnamed
 *       {@linkplain Table#rowLabels() row label}.
 *   <li>An empty or blank field is missing; {@link #missing} declares further markers. Nothing else is dropped.
 *   <li>A column is numeric if each value that is not missing is a decimal number ({@code 1}, {@code -.5}, {@code
 *       1e-3}), an infinity ({@code inf}, {@code -Infinity}) or {@code NaN}, which is missing; blanks around a number
 *       do not matter. A decimal comma makes a text. A column of missing values only is numeric. {@link #numeric} and {@link #text} declare types
 *       instead.
 * </ul>
 *
 * <p>Limits, beyond which a file is refused: 10,000 columns, fields of 1,048,576 characters, and {@link #maxRows(int)}
 * rows, 10,000,000 by default.
 *
 * <pre>{@code
 * Table table = Csv.withDefaults().separator(';').readText("height;name\n1.75;Ada\n;Grace\n");
 * }</pre>
 *
 * <p>Instances are immutable and safe for use by several threads.
 *
 * @since 0.1.0
 */
public final class Csv {
    private static final Csv DEFAULTS = new Csv(',', '"', 10_000_000, Set.of(), Set.of(), Set.of());

    final char separator;
    final char quote;
    final int maxRows;
    final Set<String> markers;
    final Set<String> numericNames;
    final Set<String> textNames;

    private Csv(
            char separator,
            char quote,
            int maxRows,
            Set<String> markers,
            Set<String> numericNames,
            Set<String> textNames) {
        this.separator = separator;
        this.quote = quote;
        this.maxRows = maxRows;
        this.markers = markers;
        this.numericNames = numericNames;
        this.textNames = textNames;
    }

    /**
     * A reader for commas, double quotes and empty fields as missing values, which finds the types of columns itself.
     *
     * @return the reader
     */
    public static Csv withDefaults() {
        return DEFAULTS;
    }

    /**
     * The same reader for another separator.
     *
     * @param character what separates fields, for example {@code ';'} or {@code '\t'}; no line break, not the quote
     * @return a new reader
     * @throws IllegalArgumentException if the character is not possible
     */
    public Csv separator(char character) {
        requireControls(character, quote);
        return new Csv(character, quote, maxRows, markers, numericNames, textNames);
    }

    /**
     * The same reader for another quote.
     *
     * @param character what surrounds a field, doubled inside it; no line break, not the separator
     * @return a new reader
     * @throws IllegalArgumentException if the character is not possible
     */
    public Csv quote(char character) {
        requireControls(separator, character);
        return new Csv(separator, character, maxRows, markers, numericNames, textNames);
    }

    /**
     * The same reader with further markers of missing values.
     *
     * @param fields the texts that mean missing in any column, exactly as they stand in the file, for example {@code
     *     "NA"}
     * @return a new reader
     */
    public Csv missing(String... fields) {
        return new Csv(separator, quote, maxRows, union(markers, fields), numericNames, textNames);
    }

    /**
     * The same reader with columns declared numeric: a text there is an error that names line, column and value.
     *
     * @param names the names of columns, which must then be in the file
     * @return a new reader
     * @throws IllegalArgumentException if a column is declared as text already
     */
    public Csv numeric(String... names) {
        return declared(union(numericNames, names), textNames);
    }

    /**
     * The same reader with columns declared as text, for example codes with leading zeros.
     *
     * @param names the names of columns, which must then be in the file
     * @return a new reader
     * @throws IllegalArgumentException if a column is declared numeric already
     */
    public Csv text(String... names) {
        return declared(numericNames, union(textNames, names));
    }

    private Csv declared(Set<String> numeric, Set<String> text) {
        if (!Collections.disjoint(numeric, text)) {
            Set<String> both = new LinkedHashSet<>(numeric);
            both.retainAll(text);
            throw new IllegalArgumentException("Declared both numeric and text: " + String.join(", ", both) + ".");
        }
        return new Csv(separator, quote, maxRows, markers, numeric, text);
    }

    /**
     * The same reader with another limit of rows.
     *
     * @param rows the largest number of rows read, positive
     * @return a new reader
     * @throws IllegalArgumentException if it is not positive
     */
    public Csv maxRows(int rows) {
        if (rows < 1) {
            throw new IllegalArgumentException("The limit of rows is positive; got " + rows + ".");
        }
        return new Csv(separator, quote, rows, markers, numericNames, textNames);
    }

    /**
     * Reads a file.
     *
     * @param file the file
     * @return the table
     * @throws InvalidDataException if the file is missing, cannot be read, or is malformed; the message names the file
     *     and, where there is one, the line
     */
    public Table read(Path file) {
        if (Files.isDirectory(file)) {
            throw new InvalidDataException(file.toString(), "is a directory; name a CSV file in it.");
        }
        try (InputStream in = Files.newInputStream(file)) {
            return read(file.toString(), in);
        } catch (NoSuchFileException e) {
            throw new InvalidDataException(file.toString(), "there is no such file: " + file.toAbsolutePath(), e);
        } catch (IOException e) {
            throw new InvalidDataException(
                    file.toString(), "cannot be read from " + file.toAbsolutePath() + ": " + e, e);
        }
    }

    /**
     * Reads a stream of UTF-8 bytes to its end, without closing it.
     *
     * @param subject what the stream is, for messages
     * @param in the stream
     * @return the table
     * @throws InvalidDataException if the stream cannot be read or is malformed
     */
    public Table read(String subject, InputStream in) {
        return read(
                subject,
                new InputStreamReader(
                        in,
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .onMalformedInput(CodingErrorAction.REPORT)
                                .onUnmappableCharacter(CodingErrorAction.REPORT)));
    }

    /**
     * Reads characters to their end, without closing the reader.
     *
     * @param subject what the characters are, for messages
     * @param in the characters
     * @return the table
     * @throws InvalidDataException if the characters cannot be read or are malformed
     */
    public Table read(String subject, Reader in) {
        return new CsvParser(this, subject).parse(in);
    }

    /**
     * Reads a text.
     *
     * @param csv the content, not the name, of a CSV file
     * @return the table
     * @throws InvalidDataException if the text is malformed
     */
    public Table readText(String csv) {
        return read("CSV text", new StringReader(csv));
    }

    private static void requireControls(char separator, char quote) {
        if (separator == quote || "\r\n".indexOf(separator) >= 0 || "\r\n".indexOf(quote) >= 0) {
            throw new IllegalArgumentException(
                    "The separator and the quote are two different characters, neither a line break.");
        }
    }

    private static Set<String> union(Set<String> present, String... added) {
        Set<String> union = new LinkedHashSet<>(present);
        union.addAll(Arrays.asList(added));
        return Collections.unmodifiableSet(union);
    }

    /**
     * The settings.
     *
     * @return one line
     */
    @Override
    public String toString() {
        return "Csv[separator " + shown(separator) + ", quote " + shown(quote) + ", missing " + markers + ", numeric "
                + numericNames + ", text " + textNames + ", at most " + maxRows + " rows]";
    }

    /** A character as it is written in Java. */
    static String shown(char character) {
        return character == '\t' ? "'\\t'" : "'" + character + "'";
    }
}
