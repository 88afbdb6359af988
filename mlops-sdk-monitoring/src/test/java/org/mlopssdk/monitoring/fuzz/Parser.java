package org.mlopssdk.monitoring.fuzz;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.CRC32C;
import org.mlopssdk.error.MlOpsException;
import org.mlopssdk.monitoring.drift.DriftPolicy;
import org.mlopssdk.monitoring.profile.CompactForm;
import org.mlopssdk.monitoring.profile.ReferenceProfile;
import org.mlopssdk.monitoring.profile.SeasonalReference;
import org.mlopssdk.monitoring.profile.Window;
import org.mlopssdk.monitoring.table.Csv;
import org.mlopssdk.monitoring.table.Table;

/**
 * Each parser of profiles, windows, seasonal references, policies and tables, fed with any bytes. It takes them or refuses them with the errors it is documented to throw; what it
 * takes is written and read again as the same. Anything else that is thrown is a finding.
 */
enum Parser {
    /** A reference profile. */
    PROFILE {
        @Override
        void parse(byte[] input) {
            ReferenceProfile profile = ReferenceProfile.fromJson(input);
            requireSame(
                    profile.toJson(),
                    ReferenceProfile.fromJson(profile.toJson()).toJson());
            Window window = profile.newWindow();
            requireSame(
                    window.toJson(), Window.fromJson(window.toJson(), profile).toJson());
        }
    },
    /** A window of the profile below. */
    WINDOW {
        @Override
        void parse(byte[] input) {
            Window window = Window.fromJson(input, OF);
            requireSame(window.toJson(), Window.fromJson(window.toJson(), OF).toJson());
            window.toString();
        }
    },
    /** A seasonal reference. */
    SEASONS {
        @Override
        void parse(byte[] input) {
            requireSame(SeasonalReference.fromJson(input));
        }
    },
    /** A drift policy. */
    POLICY {
        @Override
        void parse(byte[] input) {
            DriftPolicy policy = DriftPolicy.fromJson(input);
            requireSame(policy.toJson(), DriftPolicy.fromJson(policy.toJson()).toJson());
            policy.toString();
        }
    },
    /** The compact form of a profile, its checksum made right, so that what lies beneath is reached. */
    COMPACT_PROFILE {
        @Override
        void parse(byte[] input) {
            ReferenceProfile profile = CompactForm.readProfile(withChecksum(input));
            requireSame(CompactForm.of(profile), CompactForm.of(CompactForm.readProfile(CompactForm.of(profile))));
            requireSame(
                    profile.toJson(),
                    ReferenceProfile.fromJson(profile.toJson()).toJson());
        }
    },
    /** The compact form of a window of the profile below, likewise. */
    COMPACT_WINDOW {
        @Override
        void parse(byte[] input) {
            Window window = CompactForm.readWindow(withChecksum(input), OF);
            requireSame(
                    window.toJson(),
                    CompactForm.readWindow(CompactForm.of(window), OF).toJson());
        }
    },
    /** The compact form of a seasonal reference, likewise. */
    COMPACT_SEASONS {
        @Override
        void parse(byte[] input) {
            requireSame(CompactForm.readSeasons(withChecksum(input)));
        }
    },
    /** A table. */
    CSV {
        @Override
        void parse(byte[] input) {
            Table table = Csv.withDefaults().read("table", new ByteArrayInputStream(input));
            if (!table.equals(Csv.withDefaults().read("table", new ByteArrayInputStream(input)))) {
                throw new AssertionError("the same bytes give two tables");
            }
            table.toString();
        }
    };

    private static final ReferenceProfile OF = ReferenceProfile.fit(Table.builder()
            .column("x", 0, 1, 1, 2)
            .column("s", "a", "b", "a", null)
            .build());
    private static final int MAX_MESSAGE = 1000;

    /** Takes the bytes, or throws what it may. */
    abstract void parse(byte[] input);

    /** Parses, and lets nothing through but findings. */
    final void fuzz(byte[] input) {
        try {
            parse(input);
        } catch (MlOpsException | IllegalArgumentException e) {
            if (String.valueOf(e.getMessage()).length() > MAX_MESSAGE) {
                throw new AssertionError("a message of " + e.getMessage().length() + " characters", e);
            }
        }
    }

    private static byte[] withChecksum(byte[] input) {
        int end = Math.max(0, input.length - Integer.BYTES);
        CRC32C checksum = new CRC32C();
        checksum.update(input, 0, end);
        return ByteBuffer.allocate(end + Integer.BYTES)
                .put(input, 0, end)
                .putInt((int) checksum.getValue())
                .array();
    }

    private static void requireSame(byte[] one, byte[] other) {
        if (!Arrays.equals(one, other)) {
            throw new AssertionError(Arrays.toString(one) + " is read again as " + Arrays.toString(other));
        }
    }

    /** Either form gives the same again. */
    private static void requireSame(SeasonalReference seasons) {
        byte[] form = CompactForm.of(seasons);
        requireSame(form, CompactForm.of(SeasonalReference.fromJson(seasons.toJson())));
        requireSame(seasons.toJson(), CompactForm.readSeasons(form).toJson());
        seasons.plus(seasons).toString();
    }

    /** The directory of what is always tried. */
    String corpus() {
        return name().toLowerCase(Locale.ROOT);
    }
}
