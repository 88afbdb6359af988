package org.mlopssdk.s3;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.mlopssdk.s3.Aim.Attempt;

/**
 * Each fault strikes each request of each operation, at the first, the second, the last and each attempt. Whatever happens on the wire, nobody is
 * told what is not so, and nothing is lost.
 */
@Timeout(3600)
class FaultMatrixTest {

    /** How often a request is tried. */
    private static final int ATTEMPTS = 8;

    /** Content in parts takes its time, so that fewer of those cells are chosen where not all are. */
    private static final int FEWER_LARGE = 10;

    /** They do no more than to take time, or to make the server do what it did already. */
    private static final Set<WireFault> HARMLESS =
            EnumSet.of(WireFault.DRIPPED, WireFault.DELIVERED_TWICE, WireFault.STALE_LIST);

    @TempDir
    Path directory;

    private final Map<String, Row> table = new LinkedHashMap<>();
    private final List<String> wrong = new ArrayList<>();

    private record Cell(String deed, Deed.Maker maker, String subject, int index, WireFault fault, Attempt attempt) {

        boolean isLarge() {
            return deed.endsWith("in parts");
        }

        /** Whether there was an attempt that got through. */
        boolean mustBeDone() {
            return attempt == Attempt.FIRST
                    || attempt == Attempt.SECOND
                    || HARMLESS.contains(fault)
                    || fault == WireFault.CLOCK_AHEAD && attempt == Attempt.EACH;
        }

        @Override
        public String toString() {
            return fault + " at the " + attempt + " attempt of " + subject + " in " + deed;
        }
    }

    /** Counts of one operation. */
    private static final class Row {

        private final Map<Told, Integer> told = new EnumMap<>(Told.class);
        private final Map<Wrong, Integer> wrong = new EnumMap<>(Wrong.class);
        private int cells;
    }

    @Test
    void someFaultsHarmNoStore() throws Exception {
        play(StoreDeeds.all(), 30);
    }

    @Test
    void someFaultsHarmNoRegistry() throws Exception {
        play(RegistryDeeds.all(), 200);
    }

    @Tag("heavy")
    @Test
    void manyFaultsHarmNoStore() throws Exception {
        play(StoreDeeds.all(), 3);
    }

    @Tag("heavy")
    @Test
    void manyFaultsHarmNoRegistry() throws Exception {
        play(RegistryDeeds.all(), 24);
    }

    @Tag("campaign")
    @Test
    void noFaultHarmsAStore() throws Exception {
        play(StoreDeeds.all(), 1);
    }

    @Tag("campaign")
    @Test
    void noFaultHarmsARegistry() throws Exception {
        play(RegistryDeeds.all(), 1);
    }

    /** Plays one cell of so many, by chance; of these only those that the property {@code mlops.cell} describes, if it is set. */
    private void play(Map<String, Deed.Maker> deeds, int ofSoMany) throws IOException {
        long seed = Long.getLong("mlops.seed", 1);
        System.out.println("matrix of faults, seed " + seed + ", one of " + ofSoMany);
        SplittableRandom random = new SplittableRandom(seed);
        String wanted = System.getProperty("mlops.cell", ".*");
        try (Lab lab = new Lab(Servers.s3proxy(), directory, seed)) {
            int cells = 0;
            for (Cell cell : cells(lab, deeds)) {
                int share = ofSoMany > 1 && cell.isLarge() ? ofSoMany * FEWER_LARGE : ofSoMany;
                if (random.nextInt(share) == 0 && cell.toString().matches(wanted)) {
                    play(lab, cell, "c" + cells++);
                }
            }
        }
        print();
        assertThat(wrong).isEmpty();
    }

    /** What there is to strike is seen by doing each deed once without any fault. */
    private static List<Cell> cells(Lab lab, Map<String, Deed.Maker> deeds) throws IOException {
        List<Cell> cells = new ArrayList<>();
        for (Map.Entry<String, Deed.Maker> deed : deeds.entrySet()) {
            List<String> subjects = subjects(lab, deed.getKey(), deed.getValue());
            for (int index = 0; index < subjects.size(); index++) {
                String subject = subjects.get(index).replaceFirst(" .*", "");
                for (WireFault fault : WireFault.values()) {
                    for (Attempt attempt : Attempt.values()) {
                        if (isWorthwhile(fault, attempt, RequestKind.valueOf(subject))) {
                            cells.add(new Cell(deed.getKey(), deed.getValue(), subject, index, fault, attempt));
                        }
                    }
                }
            }
        }
        return cells;
    }

    /** Silence takes true time, so that once has to do. */
    private static boolean isWorthwhile(WireFault fault, Attempt attempt, RequestKind kind) {
        return fault.concerns(kind) && (fault != WireFault.SILENT_AFTER || attempt == Attempt.FIRST);
    }

    private static List<String> subjects(Lab lab, String name, Deed.Maker maker) throws IOException {
        try (Lab.Corner corner = lab.corner("sound-" + name.replace(' ', '-'))) {
            Deed deed = maker.make(lab, corner);
            Aim aim = Aim.atNothing();
            lab.proxy().plan(aim);
            Told told = deed.act();
            lab.settle();
            assertThat(told).as("%s without a fault", name).isNotIn(Told.FAILED, Told.UNKNOWN);
            assertThat(deed.wrong(told)).as("%s without a fault", name).isEmpty();
            System.out.println(name + ": "
                    + aim.subjects().stream()
                            .map(s -> s.replaceFirst(" .*", ""))
                            .toList());
            return aim.subjects();
        }
    }

    private void play(Lab lab, Cell cell, String prefix) throws IOException {
        Row row = table.computeIfAbsent(cell.deed, absent -> new Row());
        row.cells++;
        try (Lab.Corner corner = lab.corner(prefix)) {
            Deed deed = cell.maker.make(lab, corner);
            Aim aim = new Aim(cell.fault, cell.index, cell.attempt, ATTEMPTS);
            lab.proxy().plan(aim);
            if (cell.fault == WireFault.SILENT_AFTER) {
                lab.expectSilence();
            }
            Told told = deed.act();
            lab.settle();
            row.told.merge(told, 1, Integer::sum);
            Optional<Wrong> found = deed.wrong(told);
            boolean due = told == Told.FAILED || told == Told.UNKNOWN && !deed.asksOnce();
            if (found.isEmpty() && due && cell.mustBeDone()) {
                found = Optional.of(Wrong.NEEDLESS_FAILURE);
            }
            found.ifPresent(what -> note(row, what, cell + ", told " + told + ", struck " + aim.struck()));
        } catch (RuntimeException e) {
            lab.settle();
            note(row, Wrong.ERROR, cell + ": " + e);
        }
        if (cell.fault == WireFault.CLOCK_AHEAD) {
            lab.renew();
        }
        if (cell.isLarge()) {
            lab.clear(); // the server keeps all of it in memory
        }
    }

    private void note(Row row, Wrong what, String where) {
        row.wrong.merge(what, 1, Integer::sum);
        wrong.add(what + ": " + where);
    }

    private void print() {
        System.out.printf("%-26s %6s", "", "cells");
        for (Told told : Told.values()) {
            System.out.printf(" %9s", told.name().toLowerCase().replace('_', ' '));
        }
        System.out.println("  wrong");
        table.forEach((deed, row) -> {
            System.out.printf("%-26s %6d", deed, row.cells);
            for (Told told : Told.values()) {
                System.out.printf(" %9d", row.told.getOrDefault(told, 0));
            }
            System.out.println("  " + (row.wrong.isEmpty() ? "0" : row.wrong));
        });
    }
}
