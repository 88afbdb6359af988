package org.mlopssdk.monitoring.report;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.mlopssdk.monitoring.drift.DriftPolicy;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.monitoring.table.TableBuilder;

/** Reports to be drawn: an ordinary one with a history, a large one, and a hostile one. */
final class Scenes {
    private static final int WINDOWS = 12;

    /** Markup, quotes, control characters, directions of writing, what is no character, what is wide, long or piled up. */
    static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(2)>",
            "' onfocus='alert(3)' autofocus='",
            "</title></style></svg></details><script>alert(4)</script>",
            "<!-- --><![CDATA[ ]]>&lt;&#60;&amp;",
            "javascript:alert(5)",
            "</h3>" + "<".repeat(245),
            "&".repeat(250),
            "x".repeat(250),
            "\u202egnp.exe\u202c and \u2066more\u2069\u200f",
            "\u05d0\u05d1\u05d2 \u0627\u0644\u0639",
            "\ud83d\udea8\ud83d\udc68\u200d\ud83d\udc69\u200d\ud83d\udc67".repeat(20),
            "a" + "\u0300\u0316".repeat(120),
            "zero\u200bwidth\ufeff\u00ad\u2060",
            "\u6f22\u5b57".repeat(100),
            "tab\there\r\nand a line\u0085\u2028\u2029",
            "nul\u0000 esc\u001b[31mred bel\u0007 del\u007f",
            "lone \ud800 and \udc00 halves",
            "none \ufffe\uffff\ufdd0",
            "| a | b |\n|---|---|\n**bold** `code` ``` [link](http://evil.example) @everyone #1",
            "\\ \\| $x$ ~~gone~~ <https://evil.example> https://evil.example",
            "`",
            "=cmd|' /C calc'!A0");

    private Scenes() {}

    /** A sensor model in its twelfth day: light drifts for five days, humidity is new, some values go missing. */
    static Presentation ordinary() {
        ReferenceProfile profile = ReferenceProfile.fit(day(8_000, 0, 1));
        Presentation presentation = Presentation.of(
                        DriftReport.compare(profile, profile.newWindow().recordAll(day(2_500, WINDOWS, 99))))
                .withTitle("Occupancy model, hall 3")
                .withWindow("2026-11-22");
        for (int day = 1; day < WINDOWS; day++) {
            Window window = profile.newWindow().recordAll(day(2_500, day, day));
            presentation = presentation.withEarlier("2026-11-" + (10 + day), DriftReport.compare(profile, window));
        }
        return presentation;
    }

    private static Table day(int rows, int day, long seed) {
        Random random = new Random(seed);
        double drift = Math.max(0, day - 6) / 5.0;
        String[] rooms = {"kitchen", "hall", "office", "bath", "cellar", "loft"};
        return Table.builder()
                .column("Light", numbers(rows, i -> Math.exp(5 + random.nextGaussian()) * (1 + drift)))
                .column("Humidity", numbers(rows, i -> 40 + 8 * random.nextGaussian() + (day == WINDOWS ? 4 : 0)))
                .column("Temperature", numbers(rows, i -> Math.round(10 * (21 + random.nextGaussian())) / 10.0))
                .column(
                        "CO2",
                        numbers(rows, i -> random.nextDouble() < 0.05 + drift / 8 ? Double.NaN : random.nextGaussian()))
                .column("Occupied", numbers(rows, i -> random.nextDouble() < 0.23 + drift / 4 ? 1 : 0))
                .column("Sensor version", numbers(rows, i -> 3))
                .column("Rain", numbers(rows, i -> random.nextDouble() < 0.6 ? 0 : Math.exp(random.nextGaussian())))
                .column(
                        "Room",
                        texts(
                                rows,
                                i -> random.nextDouble() < drift / 10
                                        ? "garage"
                                        : rooms[Math.min(5, random.nextInt(8))]))
                .column("Firmware", texts(rows, i -> "v" + random.nextInt(40)))
                .column("Serial", texts(rows, i -> "serial-" + seed + "-" + i))
                .build();
    }

    /** 20 numeric features that all drift, 8,192 break points and 10 million rows each, after 40 windows. */
    static Presentation large() {
        int rows = 10_000;
        TableBuilder reference = Table.builder();
        TableBuilder current = Table.builder();
        Random random = new Random(4);
        for (int feature = 0; feature < 20; feature++) {
            double scale = Math.pow(10, feature - 10);
            String name = "measured at sensor " + feature + " of the machine in hall " + feature;
            reference.column(name, numbers(rows, i -> scale * random.nextGaussian()));
            current.column(name, numbers(rows, i -> scale * (0.7 * random.nextGaussian() - 1.2)));
        }
        ReferenceProfile profile = ReferenceProfile.fit(reference.build());
        Table drifted = current.build();
        Window window = profile.newWindow().recordAll(drifted);
        for (int doubled = 0; doubled < 10; doubled++) {
            window = Window.sum(window, window);
        }
        DriftReport report = DriftReport.compare(profile, window);
        List<DriftReport> few = IntStream.range(0, 4)
                .mapToObj(i -> DriftReport.compare(
                        profile, profile.newWindow().recordAll(drifted.slice(200 * i, 200 * (i + 1)))))
                .toList();
        List<DriftReport> history =
                IntStream.range(0, 40).mapToObj(i -> few.get(i * i % 4)).toList();
        return Presentation.of(report).withHistory(history);
    }

    /** A window without rows. */
    static Presentation empty() {
        ReferenceProfile profile = ReferenceProfile.fit(day(300, 0, 1));
        return Presentation.of(DriftReport.compare(profile, profile.newWindow()));
    }

    /** Infinities, single values, nothing but missing values, eight rows. */
    static Presentation few() {
        double nan = Double.NaN;
        double infinite = Double.POSITIVE_INFINITY;
        Table reference = Table.builder()
                .column("infinite", -infinite, infinite, 1, 2, 3, infinite, -infinite, 4)
                .column("extreme", -Double.MAX_VALUE, Double.MAX_VALUE, 0, 1, 2, 3, 4, Double.MIN_VALUE)
                .column("missing", nan, nan, nan, nan, nan, nan, nan, nan)
                .column("zeros", 0.0, -0.0, 0.0, -0.0, 0.0, -0.0, 0.0, -0.0)
                .column("tiny", 1, 1.0000000000000002, 1.0000000000000004, 1, 1, 1, 1, 1)
                .column("empty", "", "", "", "", "", "", "", "")
                .column("text", "a", "b", null, null, "c", "d", "e", "f")
                .build();
        return Presentation.of(DriftReport.between(reference, reference));
    }

    /** Three features that drift alike, judged at a time. */
    static DriftReport exempt(DriftPolicy policy, Instant now) {
        Table reference = Table.builder()
                .column("a", numbers(200, i -> i))
                .column("b", numbers(200, i -> i))
                .column("c", numbers(200, i -> i))
                .build();
        Table current = Table.builder()
                .column("a", numbers(200, i -> i + 100))
                .column("b", numbers(200, i -> i + 100))
                .column("c", numbers(200, i -> i + 100))
                .build();
        ReferenceProfile profile = ReferenceProfile.fit(reference);
        return policy.compare(profile, profile.newWindow().recordAll(current), now);
    }

    /** Many features, a few of which drift. */
    static DriftReport many(int features) {
        TableBuilder reference = Table.builder();
        TableBuilder current = Table.builder();
        for (int feature = 0; feature < features; feature++) {
            int drift = feature % 100 == 0 ? 60 : 0;
            reference.column("f" + feature, numbers(120, i -> i));
            current.column("f" + feature, numbers(120, i -> i + drift));
        }
        return DriftReport.between(reference.build(), current.build());
    }

    /** Every hostile text as the name of a numeric and of a text feature, as a category, a column, a window and a title. */
    static Presentation hostile() {
        Random random = new Random(5);
        TableBuilder reference = Table.builder();
        TableBuilder current = Table.builder();
        int feature = 0;
        for (String text : HOSTILE) {
            if (isName(text)) {
                double shift = feature++ % 2;
                reference.column(text, numbers(900, i -> random.nextGaussian()));
                current.column(text, numbers(900, i -> random.nextGaussian() + shift));
            }
        }
        String[] categories = HOSTILE.stream()
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text))
                .toArray(String[]::new);
        for (int column = 0; column < 3; column++) {
            int skew = column;
            reference.column("<b>" + column, texts(900, i -> categories[i % categories.length]));
            current.column("<b>" + column, texts(900, i -> categories[i % categories.length / (1 + skew)]));
        }
        DriftReport judged = DriftReport.between(reference.build(), current.build());
        DriftReport report = new DriftReport(
                judged.subject() + HOSTILE, judged.reference(), judged.policy(), judged.features(), HOSTILE);
        Presentation presentation =
                Presentation.of(report).withTitle(String.join("", HOSTILE)).withWindow("<now>");
        for (String text : HOSTILE) {
            presentation = presentation.withEarlier(text + "!", report);
        }
        return presentation;
    }

    private static boolean isName(String text) {
        return text.chars().noneMatch(Character::isISOControl)
                && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    private static double[] numbers(int rows, Function<Integer, Number> value) {
        return IntStream.range(0, rows)
                .mapToDouble(i -> value.apply(i).doubleValue())
                .toArray();
    }

    private static String[] texts(int rows, Function<Integer, String> value) {
        return IntStream.range(0, rows).mapToObj(value::apply).toArray(String[]::new);
    }
}
