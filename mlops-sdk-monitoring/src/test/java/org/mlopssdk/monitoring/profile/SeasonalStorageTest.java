package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.monitoring.table.Table;
import org.mlopssdk.store.Digest;

/** Seasonal references are kept, read back, and grow by the rows of later weeks. */
class SeasonalStorageTest {
    private static final Instant MONDAY = Instant.parse("2026-11-16T00:00:00Z");
    private static final ZoneId PARIS = ZoneId.of("Europe/Paris");

    /** A fixed small one, as text to be spoilt: three rows in two hours. */
    private static final SeasonalReference SMALL = SeasonalReference.fit(
            ReferenceProfile.fit(Table.builder()
                    .column("x", 1, 2, 2)
                    .column("s", "a", null, "b")
                    .build()),
            Table.builder().column("x", 1, 2, 9).column("s", "a", null, "b").build(),
            List.of(MONDAY, MONDAY.plusSeconds(60), MONDAY.plus(Duration.ofHours(5))),
            ZoneOffset.UTC);

    /** Rows of all kinds: ties, infinities, missing values, listed, unlisted and new categories. */
    private record Rows(Table table, List<Instant> times) {

        static Rows random(SplittableRandom random, int rows) {
            Table table = Table.builder()
                    .column(
                            "x",
                            IntStream.range(0, rows)
                                    .mapToDouble(i -> random.nextInt(3) == 0 ? random.nextInt(5) : random.nextDouble())
                                    .toArray())
                    .column(
                            "odd",
                            IntStream.range(0, rows)
                                    .mapToDouble(i -> random.nextBoolean() ? 1.0 / random.nextInt(3) : Double.NaN)
                                    .toArray())
                    .column(
                            "s",
                            IntStream.range(0, rows)
                                    .mapToObj(i -> random.nextInt(4) == 0 ? null : "ä" + random.nextInt(9))
                                    .toArray(String[]::new))
                    .build();
            List<Instant> times = new ArrayList<>();
            for (int i = 0; i < rows; i++) {
                times.add(MONDAY.plus(Duration.ofMinutes(random.nextInt(60 * 24 * 21))));
            }
            return new Rows(table, times);
        }

        Rows slice(int from, int to) {
            return new Rows(table.slice(from, to), times.subList(from, to));
        }

        SeasonalReference fit(ReferenceProfile profile) {
            return SeasonalReference.fit(profile, table, times, PARIS);
        }
    }

    private static ReferenceProfile profile(SplittableRandom random) {
        Table table = Rows.random(random, 1 + random.nextInt(90)).table();
        return ReferenceProfile.options().withMaxCategories(3).fit(table).coarsened(random.nextInt(60));
    }

    @Property(tries = 50, seed = "1")
    void whatWasKeptIsReadBackAsItWas(@ForAll long seed, @ForAll @IntRange(max = 200) int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        SeasonalReference seasons = Rows.random(random, rows).fit(profile(random));

        SeasonalReference fromJson = SeasonalReference.fromJson(seasons.toJson());
        SeasonalReference fromForm = CompactForm.readSeasons(CompactForm.of(seasons));

        assertThat(fromJson.toJson()).isEqualTo(seasons.toJson());
        assertThat(fromForm.toJson()).isEqualTo(seasons.toJson());
        assertThat(CompactForm.of(fromJson)).isEqualTo(CompactForm.of(seasons));
        assertThat(fromJson).isEqualTo(seasons).hasSameHashCodeAs(fromForm).hasToString(seasons.toString());
        assertThat(fromJson.profile()).isEqualTo(seasons.profile());
        assertThat(fromJson.zone()).isEqualTo(PARIS);
        assertThat(fromJson.rows()).isEqualTo(rows);
    }

    @Property(tries = 50, seed = "1")
    void laterRowsAddUpToOnePass(@ForAll long seed, @ForAll @IntRange(max = 200) int rows) {
        SplittableRandom random = new SplittableRandom(seed);
        ReferenceProfile profile = profile(random);
        Rows all = Rows.random(random, rows);
        int cut = random.nextInt(rows + 1);
        SeasonalReference early =
                SeasonalReference.fromJson(all.slice(0, cut).fit(profile).toJson());
        SeasonalReference late = all.slice(cut, rows).fit(early.profile());

        assertThat(early.plus(late).toJson()).isEqualTo(all.fit(profile).toJson());
        assertThat(late.plus(early)).isEqualTo(early.plus(late));
        assertThat(early).as("stays as it is").isEqualTo(all.slice(0, cut).fit(profile));
    }

    @Test
    void whatCouldNotBeReadAsJsonIsNotWritten() {
        SeasonalDocument.requireReadable(20_000_000);

        assertThatThrownBy(() -> SeasonalDocument.requireReadable(20_000_001))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("coarsened(1_000), or use CompactForm");
        assertThat(SMALL.document().counters()).isPositive();
    }

    @Test
    void itIsAnAttachmentWithItsProfileAndZone() throws IOException {
        SplittableRandom random = new SplittableRandom(1);
        SeasonalReference seasons = Rows.random(random, 300).fit(profile(random));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        seasons.writeTo(out);

        SeasonalReference readBack = SeasonalReference.FORMAT.read(new ByteArrayInputStream(out.toByteArray()));

        assertThat(seasons.path()).isEqualTo(SeasonalReference.FORMAT.path()).isEqualTo("seasonal-reference.json");
        assertThat(seasons.fingerprint()).isEqualTo(Digest.of(CompactForm.of(seasons)));
        assertThat(readBack).isEqualTo(seasons).isNotEqualTo(null).isNotEqualTo(SMALL);
        Pane pane = new Pane(
                MONDAY, MONDAY.plus(Duration.ofHours(3)), readBack.profile().newWindow());
        assertThat(seasons.compare(pane))
                .as("windows of the profile that was read back belong to both")
                .hasToString(readBack.compare(pane).toString());
    }

    @Test
    void theJsonIsReadable() {
        assertThat(new String(SMALL.toJson(), StandardCharsets.UTF_8))
                .startsWith("{\"format\":1,\"zone\":\"Z\",\"profile\":{\"format\":2,\"rows\":3,\"features\":[")
                .endsWith("\"hours\":[{\"hour\":0,\"features\":["
                        + "{\"feature\":\"x\",\"missing\":0,\"cells\":[1,3],\"counts\":[1,1]},"
                        + "{\"feature\":\"s\",\"missing\":1,\"cells\":[0],\"counts\":[1]}]},"
                        + "{\"hour\":5,\"features\":["
                        + "{\"feature\":\"x\",\"missing\":0,\"cells\":[4],\"counts\":[1],"
                        + "\"strays\":{\"notNumbers\":0,\"negativeInfinities\":0,\"positiveInfinities\":0,\"fractional\":0,"
                        + "\"highest\":9.0}},"
                        + "{\"feature\":\"s\",\"missing\":0,\"cells\":[1],\"counts\":[1]}]}]}");
    }

    @Test
    void everyTimeZoneCanBeKept() {
        Table table = Table.builder().column("x", 1).build();
        ReferenceProfile profile = ReferenceProfile.fit(table);
        List<ZoneId> zones = new ArrayList<>(
                ZoneId.getAvailableZoneIds().stream().map(ZoneId::of).toList());
        zones.addAll(List.of(ZoneId.of("UTC+5"), ZoneOffset.ofHoursMinutes(-9, -30), ZoneId.of("GMT0")));
        for (ZoneId zone : zones) {
            SeasonalReference seasons = SeasonalReference.fit(profile, table, List.of(MONDAY), zone);

            assertThat(SeasonalReference.fromJson(seasons.toJson()).zone()).isEqualTo(zone);
        }
    }

    @Test
    void onlyTheSameProfileAndZoneAreAdded() {
        ReferenceProfile profile = SMALL.profile();
        Table table = Table.builder().column("x", 1).column("s", "a").build();
        SeasonalReference paris = SeasonalReference.fit(profile, table, List.of(MONDAY), PARIS);
        SeasonalReference other =
                SeasonalReference.fit(ReferenceProfile.fit(table), table, List.of(MONDAY), ZoneOffset.UTC);

        assertThatThrownBy(() -> SMALL.plus(paris))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("in Z and " + profile.fingerprint().abbreviated() + " in Europe/Paris");
        assertThatThrownBy(() -> SMALL.plus(other)).isInstanceOf(IllegalArgumentException.class);
    }

    /** The small one with a text of it replaced. Quotation marks are written as apostrophes. */
    private static byte[] spoilt(String from, String to) {
        String json = new String(SMALL.toJson(), StandardCharsets.UTF_8);
        assertThat(json).contains(from.replace('\'', '"'));
        return json.replace(from.replace('\'', '"'), to.replace('\'', '"')).getBytes(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "'zone' | 'zome' | has no zone",
                "'zone' | 'place':'Z','zone' | has a field 'place' that does not belong there; fields are [format,"
                        + " hours, profile, zone] (line 1,",
                "'hour':5, | 'hour':5,'note':1, | has a field 'note' that does not belong there",
                "'zone':'Z', | `` | has no zone",
                "'zone':'Z' | 'zone':'Mars/Olympus' | the time zone 'Mars/Olympus' is not known here",
                "'zone':'Z' | 'zone':'GMT+1' | the time zone 'GMT+1' is written 'GMT+01:00'",
                "'zone':'Z' | 'zone':'\\u001b[2J' | 4 characters that are none",
                "'hour':5 | 'hour':168 | hours of the week are 0 to 167, from Monday on; got 168",
                "'hour':5 | 'hour':-1 | got -1",
                "'hour':5 | 'hour':0 | hours do not ascend at index 1: 0 after 0",
                "'hour':5 | 'hour':'5' | at hours[1].hour",
                "'hour':5, | `` | hours[1]",
                "'rows':3 | 'rows':4 | feature 'x' has 3 values and 0 missing ones, which are not the 4 rows of the"
                        + " profile",
                "{'format':2 | {'format':3 | its profile is of format 3, this library knows up to 2",
                "'cells':[4],'counts':[1] | 'cells':[],'counts':[] | hour 5 (Mon 05:00) has no rows; leave it out",
                "'cells':[4],'counts':[1] | 'cells':[4],'counts':[2] | hour 5 (Mon 05:00) has 2 rows, and 1 of feature"
                        + " 's'",
                "'cells':[4],'counts':[1] | 'cells':[4],'counts':[-1] | feature 'x' holds a count of -1",
                "'cells':[4],'counts':[1] | 'cells':[7],'counts':[1] | hour 5 (Mon 05:00) is not of the profile beside"
                        + " it: feature 'x' does not fit x of the profile",
                "'cells':[4],'counts':[1] | 'cells':[4,5],'counts':[1] | feature 'x' has 2 cells and 1 counts",
                "'missing':0,'cells':[4] | 'cells':[4] | hours[1].features[0]",
                "{'feature':'s','missing':0, | {'feature':'x','missing':0, | feature 'x' does not fit s of the profile",
                "'hours':[{ | 'hours':[null,{ | has no hours, or null where something belongs in it",
                "'profile':{'format':2,'rows' | 'profile':null,'profil':{'format':2,'rows' | profil",
                "'highest':9.0 | 'highest':'Infinity' | the lowest and the highest value are finite",
            })
    void whatDoesNotBelongIsRefusedWithItsPlace(String from, String to, String message) {
        byte[] json = spoilt(from, to);

        assertThatThrownBy(() -> SeasonalReference.fromJson(json))
                .isInstanceOf(CorruptedException.class)
                .hasMessageStartingWith("seasonal reference: ")
                .hasMessageContaining(message)
                .message()
                .hasSizeLessThan(600);
    }

    @Test
    void anHourOfFewerFeaturesIsRefused() {
        String json = new String(SMALL.toJson(), StandardCharsets.UTF_8);
        String fewer = json.substring(0, json.lastIndexOf(",{\"feature\":\"s\"")) + "]}]}";

        assertThatThrownBy(() -> SeasonalReference.fromJson(fewer.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(CorruptedException.class)
                .hasMessageContaining("hour 5 (Mon 05:00) has 1 features, its profile has 2");
    }

    @Test
    void aNewerFormatIsNamedWhateverElseItHolds() {
        assertThatThrownBy(() -> SeasonalReference.fromJson(spoilt("{'format':1,'zone'", "{'format':2,'place'")))
                .isInstanceOf(UnsupportedFormatException.class)
                .hasMessageContaining("is of format 2, this library knows up to 1");
        assertThatThrownBy(() -> SeasonalReference.fromJson(SMALL.profile().toJson()))
                .isInstanceOf(MlOpsException.class);
    }

    @Test
    void whatIsZeroButWrittenIsReadAsIfItWereAbsent() {
        byte[] strays = spoilt(
                "'cells':[1,3],'counts':[1,1]}",
                "'cells':[1,3],'counts':[1,1],'strays':"
                        + "{'notNumbers':0,'negativeInfinities':0,'positiveInfinities':0,'fractional':0}}");

        assertThat(SeasonalReference.fromJson(strays).toJson()).isEqualTo(SMALL.toJson());
    }

    @Test
    void everyFlippedBitAndEveryCutOfTheCompactFormIsFound() {
        byte[] form = CompactForm.of(SMALL);
        for (int i = 0; i < form.length; i++) {
            byte[] cut = Arrays.copyOf(form, i);
            assertThatThrownBy(() -> CompactForm.readSeasons(cut))
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageStartingWith("seasonal reference: ");
            byte[] flipped = form.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            assertThatThrownBy(() -> CompactForm.readSeasons(flipped)).isInstanceOf(MlOpsException.class);
        }
        assertThatThrownBy(() -> CompactForm.readSeasons(CompactForm.of(SMALL.profile())))
                .hasMessageContaining("does not begin as a compact seasonal reference does");
    }

    @Test
    void aCompactFormThatWasMadeToDeceiveIsTakenOrRefused() {
        byte[] form = CompactForm.of(SMALL);
        int refused = 0;
        for (int i = 5; i < form.length - 4; i++) {
            for (int value : new int[] {0, 1, 0x7F, 0x80, 0xFF}) {
                byte[] changed = form.clone();
                changed[i] = (byte) value;
                refused += readOrRefuse(withChecksum(changed));
            }
            refused += readOrRefuse(withChecksum(Arrays.copyOf(form, i + 4)));
        }
        assertThat(refused).isGreaterThan(form.length);
        byte[] newer = form.clone();
        newer[5] = 2;
        assertThatThrownBy(() -> CompactForm.readSeasons(withChecksum(newer)))
                .hasMessageContaining("is of a format that has no compact form");
        byte[] more = withChecksum(Arrays.copyOf(form, form.length + 3));
        assertThatThrownBy(() -> CompactForm.readSeasons(more)).hasMessageContaining("bytes too many at byte");
    }

    private static int readOrRefuse(byte[] form) {
        try {
            SeasonalReference taken = CompactForm.readSeasons(form);
            assertThat(SeasonalReference.fromJson(taken.toJson()).toJson()).isEqualTo(taken.toJson());
            return 0;
        } catch (CorruptedException e) {
            assertThat(e.getMessage()).startsWith("seasonal reference: ").hasSizeLessThan(600);
            return 1;
        }
    }

    private static byte[] withChecksum(byte[] form) {
        CRC32C checksum = new CRC32C();
        checksum.update(form, 0, form.length - 4);
        ByteBuffer.wrap(form).putInt(form.length - 4, (int) checksum.getValue());
        return form;
    }

    @Test
    void theWeekIsSeenAtAGlance() {
        assertThat(SMALL.toString().lines().limit(10))
                .containsExactly(
                        "seasonal reference of 3 rows in 2 of 168 hours of the week in Z",
                        "       0     6     12    18",
                        "  Mon  █····▄··················",
                        "  Tue  ························",
                        "  Wed  ························",
                        "  Thu  ························",
                        "  Fri  ························",
                        "  Sat  ························",
                        "  Sun  ························",
                        "over the break points of reference profile "
                                + SMALL.profile().fingerprint().abbreviated() + " of 3 rows, 2 features");
    }
}
