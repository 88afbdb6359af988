package org.mlopssdk.monitoring.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import org.junit.jupiter.api.Test;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.error.UnsupportedFormatException;
import org.mlopssdk.monitoring.table.Table;

class CompactFormTest {
    private static final long SEED = Long.getLong("mlops.seed", 1);
    private static final ReferenceProfile PROFILE = ReferenceProfile.options()
            .withMaxCategories(3)
            .withMaxBreakPoints(32)
            .fit(Table.builder()
                    .column(
                            "x",
                            IntStream.range(0, 60).mapToDouble(i -> i * i - 7.5).toArray())
                    .column(
                            "s",
                            IntStream.range(0, 60).mapToObj(i -> "ä" + i % 9).toArray(String[]::new))
                    .column(
                            "inf",
                            IntStream.range(0, 60)
                                    .mapToDouble(i -> 1.0 / (i % 3))
                                    .toArray())
                    .column(
                            "empty",
                            IntStream.range(0, 60).mapToDouble(i -> Double.NaN).toArray())
                    .build());
    private static final Window WINDOW = PROFILE.newWindow()
            .record("x", 3)
            .record("x", -1e300)
            .record("x", Double.NaN)
            .record("inf", 1)
            .record("inf", Double.NEGATIVE_INFINITY)
            .record("s", "ä1")
            .record("s", "new")
            .record("s", null);

    @Test
    void profilesAndWindowsAreReadBackAsTheyWere() {
        ReferenceProfile readBack = CompactForm.readProfile(CompactForm.of(PROFILE));

        assertThat(readBack.toJson()).isEqualTo(PROFILE.toJson());
        assertThat(readBack).isEqualTo(PROFILE);
        Window window = CompactForm.readWindow(CompactForm.of(WINDOW), readBack);
        assertThat(window.toJson()).isEqualTo(WINDOW.toJson());
        assertThat(CompactForm.of(window)).isEqualTo(CompactForm.of(WINDOW));
    }

    @Test
    void anyProfileAndWindowAreReadBackAsTheyWere() {
        SplittableRandom random = new SplittableRandom(SEED);
        for (int round = 0; round < 500; round++) {
            double[] values = random.longs(1 + random.nextInt(90))
                    .mapToDouble(bits -> random.nextBoolean() ? Double.longBitsToDouble(bits) : bits % 50 / 4.0)
                    .toArray();
            ReferenceProfile profile = ReferenceProfile.fit(
                            Table.builder().column("x", values).build())
                    .coarsened(random.nextInt(60));
            Window window = profile.newWindow();
            random.longs(40)
                    .forEach(bits -> window.record("x", bits % 2 == 0 ? bits % 60 : Double.longBitsToDouble(bits)));

            assertThat(CompactForm.readProfile(CompactForm.of(profile)).toJson())
                    .as("seed %s, round %s", SEED, round)
                    .isEqualTo(profile.toJson());
            assertThat(CompactForm.readWindow(CompactForm.of(window), profile).toJson())
                    .as("seed %s, round %s", SEED, round)
                    .isEqualTo(window.toJson());
        }
    }

    @Test
    void theFormIsCompact() {
        double[] values = new SplittableRandom(SEED).doubles(8_000).toArray();
        ReferenceProfile profile =
                ReferenceProfile.fit(Table.builder().column("x", values).build());

        assertThat(CompactForm.of(profile).length).isLessThan(profile.toJson().length * 45 / 100);
        assertThat(CompactForm.of(profile.newWindow()).length).isLessThan(50);
    }

    @Test
    void everyFlippedBitAndEveryCutIsFound() {
        byte[] profile = CompactForm.of(PROFILE);
        byte[] window = CompactForm.of(WINDOW);
        for (int i = 0; i < profile.length; i++) {
            byte[] cut = Arrays.copyOf(profile, i);
            assertThatThrownBy(() -> CompactForm.readProfile(cut))
                    .isInstanceOf(CorruptedException.class)
                    .hasMessageStartingWith("reference profile: ");
            byte[] flipped = profile.clone();
            flipped[i] ^= (byte) (1 << i % 8);
            assertThatThrownBy(() -> CompactForm.readProfile(flipped)).isInstanceOf(MlOpsException.class);
        }
        for (int i = 0; i < window.length; i++) {
            byte[] cut = Arrays.copyOf(window, i);
            assertThatThrownBy(() -> CompactForm.readWindow(cut, PROFILE)).isInstanceOf(CorruptedException.class);
        }
        byte[] changed = profile.clone();
        changed[20]++;
        assertThatThrownBy(() -> CompactForm.readProfile(changed)).hasMessageContaining("checksum differs");
    }

    @Test
    void whatWasMadeToDeceiveIsRefusedWithItsPlace() {
        byte[] profile = CompactForm.of(PROFILE);
        for (int i = 5; i < profile.length - 4; i++) {
            for (byte value : new byte[] {0, 1, 0x7F, (byte) 0x80, (byte) 0xFF}) {
                byte[] changed = profile.clone();
                changed[i] = value;
                readOrRefuse(withChecksum(changed));
            }
            readOrRefuse(withChecksum(Arrays.copyOf(profile, i + 4)));
        }
        byte[] endless = Arrays.copyOf(profile, 40);
        Arrays.fill(endless, 5, 40, (byte) 0x80);
        assertThatThrownBy(() -> CompactForm.readProfile(withChecksum(endless)))
                .hasMessageContaining("more than 64 bits at byte 15");
        byte[] more = withChecksum(Arrays.copyOf(profile, profile.length + 3));
        assertThatThrownBy(() -> CompactForm.readProfile(more)).hasMessageContaining("bytes too many at byte");
    }

    private static void readOrRefuse(byte[] form) {
        try {
            CompactForm.readProfile(form);
        } catch (CorruptedException e) {
            assertThat(e.getMessage()).hasSizeLessThan(600);
        }
    }

    private static byte[] withChecksum(byte[] form) {
        CRC32C checksum = new CRC32C();
        checksum.update(form, 0, form.length - 4);
        ByteBuffer.wrap(form).putInt(form.length - 4, (int) checksum.getValue());
        return form;
    }

    @Test
    void otherThingsAreTold() {
        byte[] window = CompactForm.of(WINDOW);
        byte[] newer = CompactForm.of(PROFILE);
        newer[4] = 2;

        assertThatThrownBy(() -> CompactForm.readProfile(window)).hasMessageContaining("does not begin as");
        assertThatThrownBy(() -> CompactForm.readProfile(PROFILE.toJson())).hasMessageContaining("does not begin as");
        assertThatThrownBy(() -> CompactForm.readProfile("MLOP".getBytes(StandardCharsets.US_ASCII)))
                .isInstanceOf(CorruptedException.class);
        assertThatThrownBy(() -> CompactForm.readProfile(newer)).isInstanceOf(UnsupportedFormatException.class);
        assertThatThrownBy(() -> CompactForm.readWindow(window, PROFILE.coarsened(0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
