package org.mlopssdk.monitoring.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.DoublePredicate;
import java.util.function.IntToDoubleFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.mlopssdk.monitoring.drift.DriftReport;
import org.mlopssdk.monitoring.profile.NumericComparison;
import org.mlopssdk.monitoring.statistic.PsiBin;
import org.mlopssdk.monitoring.table.Table;
import org.w3c.dom.Element;

/** Whether the drawings tell the truth: their coordinates against shares counted from the values themselves. */
class DrawingTest {
    private static final double GROUND = 2 * 166;
    private static final double HEIGHT = 2 * 152;

    /** What rounding to halves of a pixel leaves open, as a share of the height. */
    private static final double ROUNDING = 1.01 / HEIGHT;

    private record Point(double x, double y) {}

    @Test
    void aConstantThatMovedIsNotDrawnWhereItWas() {
        Presentation moved = drift(numbers(200, i -> 3), numbers(200, i -> 4));
        Element page = section(moved);

        assertThat(marks(page)).containsExactly("3", "> 3");
        assertThat(bars(page, "ref")).containsExactly(1.0);
        assertThat(bars(page, "cur")).containsExactly(1.0);
        assertThat(middles(page, "cur").get(0))
                .isGreaterThan(middles(page, "ref").get(0) + 100);
        assertThat(Page.children(page, "desc").get(0).getTextContent()).doesNotContain("the same");
        assertThat(moved.terminal().toString()).contains("█·", "·█");
    }

    @Test
    void aBarThatStandsAtAValueHoldsThatValueAndNoOther() {
        Random random = new Random(1);
        double[] reference = numbers(2_000, i -> 1 + random.nextInt(4));
        double[] current = numbers(1_500, i -> random.nextInt(14) / 2.0);
        Presentation drift = drift(reference, current);
        Element page = section(drift);

        assertThat(marks(page)).containsExactly("< 1", "1", "2", "3", "4", "> 4");
        assertShares(bars(page, "ref"), reference, v -> v == 1, v -> v == 2, v -> v == 3, v -> v == 4);
        assertShares(
                bars(page, "cur"),
                current,
                v -> v < 1,
                v -> v == 1,
                v -> v == 1.5,
                v -> v == 2,
                v -> v == 2.5,
                v -> v == 3,
                v -> v == 3.5,
                v -> v == 4,
                v -> v > 4);
        assertThat(drift.json().toString())
                .contains("\"label\":\"below 2\"", "\"label\":\"2 to 3\"", "\"label\":\"4 and above\"");
    }

    @Test
    void binsOfOneValueEachAreCalledByIt() {
        double[] values = numbers(900, i -> i % 3);
        Presentation same = drift(values, values);

        assertThat(same.json().toString()).contains("\"label\":\"0\"", "\"label\":\"1\"", "\"label\":\"2\"");
        assertThat(Page.children(section(same), "desc").get(0).getTextContent()).isEqualTo("On both sides the same.");
    }

    @Test
    void barsOfBinsAreAsHighAsTheirShares() {
        Random random = new Random(2);
        double[] reference = numbers(3_000, i -> Math.exp(3 * random.nextGaussian()));
        double[] current = numbers(1_000, i -> Math.exp(3 * random.nextGaussian() + 2));
        Presentation drift = drift(reference, current);
        List<PsiBin> bins = drift.report().features().get(0).comparison() instanceof NumericComparison numeric
                ? numeric.psi().bins()
                : List.of();

        assertShares(
                bars(section(drift), "cur"),
                current,
                bins.stream()
                        .map(bin -> (DoublePredicate) v -> v >= bin.lower() && v < bin.upper())
                        .toArray(DoublePredicate[]::new));
    }

    @Test
    void bothCurvesLeadFromNothingToAllAndTheMarkOfTheirDistanceEndsOnThem() {
        Random random = new Random(3);
        for (double shift : new double[] {-1e9, -0.7, 0.1, 1.5, 1e9}) {
            double[] reference = numbers(1_000, i -> random.nextGaussian());
            double[] current = numbers(700, i -> random.nextGaussian() + shift);
            Presentation drift = drift(reference, current);
            Element page = section(drift);
            double at = ks(drift);

            for (String curve : List.of("refline", "curline")) {
                List<Point> points = points(path(page, curve));
                assertThat(height(points.get(0))).isZero();
                assertThat(height(points.get(points.size() - 1))).isEqualTo(1);
                assertThat(points)
                        .isSortedAccordingTo(
                                (a, b) -> a.x() == b.x() ? Double.compare(b.y(), a.y()) : Double.compare(a.x(), b.x()));
            }
            List<Point> mark = points(path(page, "d"));
            assertThat(height(mark.get(0))).isCloseTo(share(reference, v -> v <= at), within(2 * ROUNDING));
            assertThat(height(mark.get(mark.size() - 1))).isCloseTo(share(current, v -> v <= at), within(2 * ROUNDING));
        }
    }

    private static void assertShares(List<Double> drawn, double[] values, DoublePredicate... slots) {
        assertThat(drawn).hasSize(slots.length);
        for (int i = 0; i < slots.length; i++) {
            assertThat(drawn.get(i)).as("bar " + i).isCloseTo(share(values, slots[i]), within(ROUNDING));
        }
    }

    private static double share(double[] values, DoublePredicate counted) {
        return (double) Arrays.stream(values).filter(counted).count() / values.length;
    }

    private static double ks(Presentation drift) {
        return Views.of(drift).get(0).ks().atLeast().location();
    }

    private static Presentation drift(double[] reference, double[] current) {
        return Presentation.of(DriftReport.between(table(reference), table(current)));
    }

    private static Table table(double[] values) {
        return Table.builder().column("x", values).build();
    }

    private static double[] numbers(int rows, IntToDoubleFunction value) {
        return IntStream.range(0, rows).mapToDouble(value).toArray();
    }

    private static Element section(Presentation presentation) {
        return Page.of(presentation.html()).all("details").get(0);
    }

    private static String path(Element section, String style) {
        return Page.children(section, "path").stream()
                .filter(path -> path.getAttribute("class").equals(style))
                .findFirst()
                .orElseThrow()
                .getAttribute("d");
    }

    /** The words below the first drawing. */
    private static List<String> marks(Element section) {
        Element drawing = Page.children(section, "svg").get(0);
        return Page.children(drawing, "text").stream()
                .filter(text -> text.getAttribute("class").equals("m"))
                .flatMap(text -> Page.children(text, "tspan").stream())
                .map(Element::getTextContent)
                .toList();
    }

    /** The heights of all bars as shares of the axis's end. */
    private static List<Double> bars(Element section, String style) {
        Element drawing = Page.children(section, "svg").get(0);
        String top = Page.children(drawing, "tspan").get(2).getTextContent().replace(" %", "");
        return each(path(section, style)).stream()
                .map(bar -> (bar.get(0).y() - bar.get(2).y()) / -HEIGHT * Double.parseDouble(top) / 100)
                .toList();
    }

    private static List<Double> middles(Element section, String style) {
        return each(path(section, style)).stream()
                .map(bar -> (bar.get(0).x() + bar.get(1).x()) / 2)
                .toList();
    }

    private static double height(Point point) {
        return (GROUND - point.y()) / HEIGHT;
    }

    private static List<Point> points(String path) {
        return each(path).stream().flatMap(List::stream).toList();
    }

    /** The corners of each piece of a path. */
    private static List<List<Point>> each(String path) {
        List<List<Point>> pieces = new ArrayList<>();
        Point at = new Point(0, 0);
        for (MatchResult command : Pattern.compile("([Mhvlz])(-?\\d+)?(?: ?(-?\\d+))?")
                .matcher(path)
                .results()
                .toList()) {
            double a = command.group(2) == null ? 0 : Double.parseDouble(command.group(2));
            double b = command.group(3) == null ? 0 : Double.parseDouble(command.group(3));
            at = switch (command.group(1)) {
                case "M" -> new Point(a, b);
                case "h" -> new Point(at.x() + a, at.y());
                case "v" -> new Point(at.x(), at.y() + a);
                case "l" -> new Point(at.x() + a, at.y() + b);
                default -> pieces.get(pieces.size() - 1).get(0);
            };
            if (command.group(1).equals("M")) {
                pieces.add(new ArrayList<>());
            }
            pieces.get(pieces.size() - 1).add(at);
        }
        return pieces;
    }
}
