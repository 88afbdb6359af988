package org.mlopssdk.monitoring.table;

import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.CsvRecordHandler;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.InvalidDataException;

/** One reading of one CSV file: FastCSV splits it into records, this class makes columns of them. Used once. */
final class CsvParser {
    private static final int MAX_COLUMNS = 10_000;
    private static final int MAX_FIELD = 1_048_576;
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    private static final String OTHER_SEPARATORS = ";\t|,";
    private static final Pattern BEHIND_QUOTE = Pattern.compile("after closing quote: .*\\(0x([0-9a-f]+)\\)");
    private static final Pattern DECIMAL_COMMA = Pattern.compile("\\s*[+-]?[0-9.]*,[0-9]+\\s*");
    private static final Pattern FILE_NAME = Pattern.compile(".*(?:[/\\\\]|\\.(?i:csv|tsv|txt)$).*");

    private final Csv format;
    private final String subject;
    private final List<CsvColumn> columns = new ArrayList<>();
    private final List<String> rowLabels = new ArrayList<>();
    private List<String> header = List.of();
    private boolean labelled;
    private int rows;
    private long line;

    CsvParser(Csv format, String subject) {
        this.format = format;
        this.subject = subject;
    }

    Table parse(Reader in) {
        // The reader belongs to the caller, so the CSV reader and its iterator are not closed.
        try {
            CloseableIterator<CsvRecord> records =
                    reader(withoutByteOrderMark(in)).iterator();
            readHeader(nextFilled(records));
            while (records.hasNext()) {
                addRow(records.next());
            }
        } catch (CsvParseException | UncheckedIOException e) {
            throw broken(e);
        } catch (IOException e) {
            throw broken(e);
        }
        if (rows == 0) {
            throw invalid("has a header but no rows; a table needs at least one." + advice());
        }
        return Table.of(columns.stream().map(CsvColumn::toColumn).toList(), rowLabels);
    }

    private CsvReader<CsvRecord> reader(Reader in) {
        // Counting fields is left to this class, whose messages say more.
        CsvRecordHandler handler = CsvRecordHandler.builder()
                .maxFields(MAX_COLUMNS + 1)
                .maxFieldSize(MAX_FIELD)
                .maxRecordSize(Integer.MAX_VALUE)
                .build();
        return CsvReader.builder()
                .fieldSeparator(format.separator)
                .quoteCharacter(format.quote)
                .skipEmptyLines(false)
                .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                .allowUnclosedQuote(false)
                .build(handler, in);
    }

    private static Reader withoutByteOrderMark(Reader in) throws IOException {
        PushbackReader reader = new PushbackReader(in);
        int first = reader.read();
        if (first != -1 && first != BYTE_ORDER_MARK) {
            reader.unread(first);
        }
        return reader;
    }

    private static @Nullable CsvRecord nextFilled(CloseableIterator<CsvRecord> records) {
        while (records.hasNext()) {
            CsvRecord record = records.next();
            if (!isEmpty(record)) {
                return record;
            }
        }
        return null;
    }

    private static boolean isEmpty(CsvRecord record) {
        return record.getFieldCount() == 1 && record.getField(0).isEmpty();
    }

    private void readHeader(@Nullable CsvRecord record) {
        if (record == null) {
            throw invalid("is empty; expected a header line and at least one row.");
        }
        line = record.getStartingLineNumber();
        header = record.getFields();
        if (header.size() > MAX_COLUMNS) {
            throw invalid(
                    "line " + line + " names " + header.size() + " columns; at most " + MAX_COLUMNS + " are read.");
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < header.size(); i++) {
            String name = header.get(i);
            if (name.isBlank()) {
                throw invalid("line " + line + " leaves column " + (i + 1) + " without a name; name every column.");
            }
            if (!seen.add(name)) {
                throw invalid("line " + line + " names the column '" + name + "' twice; names of columns are unique.");
            }
            columns.add(new CsvColumn(name, format.markers, format.textNames.contains(name)));
        }
        requireDeclared(format.numericNames, seen);
        requireDeclared(format.textNames, seen);
    }

    private void requireDeclared(Set<String> declared, Set<String> present) {
        for (String name : declared) {
            if (!present.contains(name)) {
                throw invalid("has no column '" + name + "', which was declared; its columns are "
                        + String.join(", ", header) + ".");
            }
        }
    }

    private void addRow(CsvRecord record) {
        line = record.getStartingLineNumber();
        if (isEmpty(record) && (header.size() > 1 || labelled)) {
            return;
        }
        if (rows == 0) {
            labelled = record.getFieldCount() == header.size() + 1;
        }
        int first = labelled ? 1 : 0;
        if (record.getFieldCount() != header.size() + first) {
            throw ragged(record.getFieldCount());
        }
        if (rows == format.maxRows) {
            throw invalid("has more than " + format.maxRows + " rows; raise maxRows to read them.");
        }
        if (labelled) {
            rowLabels.add(record.getField(0));
        }
        for (int i = 0; i < columns.size(); i++) {
            addField(i, record.getField(i + first));
        }
        rows++;
    }

    private void addField(int column, String field) {
        String name = header.get(column);
        if (!columns.get(column).add(field) && format.numericNames.contains(name)) {
            throw invalid("line " + line + ", column '" + name + "': '" + shortened(field)
                    + "' is not a number, but the column is declared numeric"
                    + (DECIMAL_COMMA.matcher(field).matches() ? "; decimals have a point here, not a comma." : "."));
        }
    }

    private InvalidDataException ragged(int found) {
        int expected = header.size() + (labelled ? 1 : 0);
        String reason = labelled
                ? "a row label and as many as its header names, like the first row"
                : "as many as its header names";
        return invalid("line " + line + " has " + found + (found == 1 ? " field" : " fields") + "; expected " + expected
                + ", " + reason + "." + advice());
    }

    /** What to do where the whole header is one name: it may be cut by another separator, or be the name of a file itself. */
    private String advice() {
        if (header.size() > 1) {
            return "";
        }
        String name = header.get(0);
        return OTHER_SEPARATORS
                .chars()
                .filter(separator -> name.indexOf(separator) >= 0)
                .mapToObj(this::separated)
                .findFirst()
                .orElse(
                        FILE_NAME.matcher(name).matches()
                                ? " To read a file by its name, call read(Path.of(...))."
                                : "");
    }

    private String separated(int separator) {
        return separator == format.separator
                ? ""
                : " Where fields are separated by " + Csv.shown((char) separator) + ", say so by separator("
                        + Csv.shown((char) separator) + ").";
    }

    private InvalidDataException broken(Exception e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof CharacterCodingException) {
                return new InvalidDataException(
                        subject,
                        "is not UTF-8" + (line == 0 ? "" : " (somewhere after line " + line + ")")
                                + "; convert it, or give a Reader that decodes it,"
                                + " such as Files.newBufferedReader(path, charset).",
                        e);
            }
        }
        String problem = e.getCause() == null
                ? e.getMessage()
                : e.getMessage() + " (" + e.getCause().getMessage() + ")";
        return new InvalidDataException(
                subject,
                "cannot be read" + (line == 0 ? "" : " after line " + line) + ": " + problem + separatorBehindQuote(e),
                e);
    }

    /** The advice where a closing quote is followed by what separates fields in other files. */
    private String separatorBehindQuote(Throwable broken) {
        for (Throwable cause = broken; cause != null; cause = cause.getCause()) {
            Matcher stray = BEHIND_QUOTE.matcher(String.valueOf(cause.getMessage()));
            if (stray.find()) {
                int found = Integer.parseInt(stray.group(1), 16);
                return OTHER_SEPARATORS.indexOf(found) < 0 ? "" : "." + separated(found);
            }
        }
        return "";
    }

    private InvalidDataException invalid(String problem) {
        return new InvalidDataException(subject, problem);
    }

    private static String shortened(String field) {
        return field.length() <= 40 ? field : field.substring(0, 40) + "...";
    }
}
