package org.mlopssdk.monitoring.profile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.store.Digest;

/**
 * Profiles, windows and seasonal references in few bytes: about a third of their JSON. What is read back is the same, with the same fingerprint. A checksum
 * finds what was changed or cut off; what was made to deceive is refused, with its place.
 *
 * <pre>{@code
 * byte[] sent = CompactForm.of(window);
 * Window received = CompactForm.readWindow(sent, profile);
 * }</pre>
 *
 * @since 0.1.0
 */
public final class CompactForm {
    private static final int VERSION = 1;
    private static final int DIGEST_BYTES = 32;
    private static final String PROFILE = "MLOP";
    private static final String WINDOW = "MLOW";
    private static final String SEASONS = "MLOS";
    private static final String PROFILE_SUBJECT = "reference profile";
    private static final String WINDOW_SUBJECT = "window";

    private CompactForm() {}

    /**
     * Writes a profile.
     *
     * @param profile the profile
     * @return its compact form, always the same bytes for the same profile
     */
    public static byte[] of(ReferenceProfile profile) {
        CompactWriter out = new CompactWriter(PROFILE, VERSION);
        write(out, profile);
        return out.finish();
    }

    private static void write(CompactWriter out, ReferenceProfile profile) {
        out.number(profile.format())
                .number(profile.rows())
                .number(profile.references().size());
        for (FeatureReference feature : profile.references()) {
            out.flag(feature instanceof TextReference).text(feature.name()).number(feature.missing());
            if (feature instanceof NumericReference numeric) {
                write(out, numeric);
            } else {
                write(out, (TextReference) feature);
            }
        }
    }

    private static void write(CompactWriter out, NumericReference numeric) {
        out.ascending(Arrays.stream(numeric.points())
                        .mapToLong(CompactForm::ordered)
                        .toArray())
                .numbers(numeric.counts())
                .numbers(numeric.gaps())
                .number(numeric.edges().length);
        Arrays.stream(numeric.edges()).forEach(out::real);
        Traits traits = numeric.traits();
        out.flag(traits != null);
        if (traits != null) {
            out.number(traits.distinct()).flag(traits.integers());
        }
    }

    private static void write(CompactWriter out, TextReference text) {
        out.number(text.categories().size());
        text.categories().forEach(out::text);
        out.numbers(text.counts()).number(text.other());
        UnlistedCategories unlisted = text.unlisted();
        out.flag(unlisted != null);
        if (unlisted != null) {
            out.number(unlisted.distinct()).ascending(unlisted.hashes());
        }
    }

    /** The bits of a double in an order that is that of the numbers, and back: the same both ways. */
    private static long ordered(double value) {
        return swapped(Double.doubleToRawLongBits(value));
    }

    private static long swapped(long bits) {
        return bits ^ (bits >> 63 >>> 1);
    }

    /**
     * Reads a profile.
     *
     * @param form what {@link #of(ReferenceProfile)} wrote
     * @return the profile
     * @throws CorruptedException if it is something else, or beyond the limits
     * @throws org.mlopssdk.error.UnsupportedFormatException if a newer version of this library wrote it
     */
    public static ReferenceProfile readProfile(byte[] form) {
        CompactReader in = new CompactReader(form, PROFILE, VERSION, PROFILE_SUBJECT);
        return sound(PROFILE_SUBJECT, () -> {
            ProfileDocument profile = profile(in);
            in.requireEnd();
            return new ReferenceProfile(profile);
        });
    }

    private static ProfileDocument profile(CompactReader in) {
        int format = in.small();
        if (format < 1 || format > ProfileDocument.VERSION) {
            throw new IllegalArgumentException("is of format " + format);
        }
        long rows = in.number();
        List<ProfileDocument.Entry> features = new ArrayList<>();
        for (int i = in.size(); i > 0; i--) {
            features.add(
                    in.flag()
                            ? new ProfileDocument.Entry(null, text(in))
                            : new ProfileDocument.Entry(numeric(in), null));
        }
        return new ProfileDocument(format, rows, features);
    }

    private static NumericDocument numeric(CompactReader in) {
        String name = in.text();
        long missing = in.number();
        double[] points = Arrays.stream(in.ascending())
                .mapToDouble(bits -> Double.longBitsToDouble(swapped(bits)))
                .toArray();
        long[] counts = in.numbers();
        long[] gaps = in.numbers();
        double[] edges =
                IntStream.range(0, in.size()).mapToDouble(i -> in.real()).toArray();
        Traits traits = in.flag() ? new Traits(in.number(), in.flag()) : null;
        return new NumericDocument(name, missing, points, counts, gaps, edges, traits);
    }

    private static TextReference text(CompactReader in) {
        String name = in.text();
        long missing = in.number();
        List<String> categories =
                IntStream.range(0, in.size()).mapToObj(i -> in.text()).toList();
        long[] counts = in.numbers();
        long other = in.number();
        UnlistedCategories unlisted = in.flag() ? new UnlistedCategories(in.number(), in.ascending()) : null;
        return new TextReference(name, missing, categories, counts, other, unlisted);
    }

    /**
     * Writes a window.
     *
     * @param window the window
     * @return its compact form, always the same bytes for the same counts
     */
    public static byte[] of(Window window) {
        CompactWriter out = new CompactWriter(WINDOW, VERSION)
                .number(WindowDocument.VERSION)
                .bytes(HexFormat.of().parseHex(window.profile().fingerprint().hex()));
        for (FeatureCounter counter : window.counters()) {
            write(out.number(counter.missing).cells(counter.cells), WindowDocument.straysOf(counter));
        }
        return out.finish();
    }

    private static void write(CompactWriter out, WindowDocument.Counter counter) {
        out.number(counter.missing())
                .ascending(IntStream.of(counter.cells()).asLongStream().toArray())
                .numbers(counter.counts());
        write(out, counter.strays());
    }

    private static void write(CompactWriter out, @Nullable Strays strays) {
        out.flag(strays != null);
        if (strays != null) {
            out.number(strays.notNumbers())
                    .number(strays.negativeInfinities())
                    .number(strays.positiveInfinities())
                    .number(strays.fractional());
            write(out, strays.lowest());
            write(out, strays.highest());
        }
    }

    private static void write(CompactWriter out, @Nullable Double value) {
        out.flag(value != null);
        if (value != null) {
            out.real(value);
        }
    }

    /**
     * Reads a window.
     *
     * @param form what {@link #of(Window)} wrote
     * @param profile the profile that it was recorded against
     * @return the window
     * @throws CorruptedException if it is something else
     * @throws org.mlopssdk.error.UnsupportedFormatException if a newer version of this library wrote it
     * @throws IllegalArgumentException if it belongs to another profile
     */
    public static Window readWindow(byte[] form, ReferenceProfile profile) {
        CompactReader in = new CompactReader(form, WINDOW, VERSION, WINDOW_SUBJECT);
        if (in.small() != WindowDocument.VERSION) {
            throw new CorruptedException(WINDOW_SUBJECT, "is of a format that has no compact form");
        }
        Digest of = Digest.from(in.bytes(DIGEST_BYTES));
        WindowDocument.requireSame(profile.fingerprint(), of);
        return sound(WINDOW_SUBJECT, () -> {
                    List<WindowDocument.Counter> counters = profile.features().stream()
                            .map(feature -> counter(in, feature))
                            .toList();
                    in.requireEnd();
                    return new WindowDocument(WindowDocument.VERSION, of, counters);
                })
                .windowOf(profile);
    }

    private static WindowDocument.Counter counter(CompactReader in, String feature) {
        long missing = in.number();
        int[] cells = Arrays.stream(in.ascending()).mapToInt(Math::toIntExact).toArray();
        return new WindowDocument.Counter(feature, missing, cells, in.numbers(), in.flag() ? strays(in) : null);
    }

    private static Strays strays(CompactReader in) {
        return new Strays(
                in.number(),
                in.number(),
                in.number(),
                in.number(),
                in.flag() ? Double.valueOf(in.real()) : null,
                in.flag() ? Double.valueOf(in.real()) : null);
    }

    /**
     * Writes a seasonal reference, with its profile.
     *
     * @param seasons the seasonal reference
     * @return its compact form, always the same bytes for the same counts
     */
    public static byte[] of(SeasonalReference seasons) {
        SeasonalDocument document = seasons.document();
        CompactWriter out =
                new CompactWriter(SEASONS, VERSION).number(document.format()).text(document.zone());
        write(out, seasons.profile());
        out.number(document.hours().size());
        for (SeasonalDocument.Hour hour : document.hours()) {
            out.number(hour.hour());
            hour.features().forEach(counter -> write(out, counter));
        }
        return out.finish();
    }

    /**
     * Reads a seasonal reference.
     *
     * @param form what {@link #of(SeasonalReference)} wrote
     * @return the seasonal reference, with its profile
     * @throws CorruptedException if it is something else, or beyond the limits
     * @throws org.mlopssdk.error.UnsupportedFormatException if a newer version of this library wrote it
     */
    public static SeasonalReference readSeasons(byte[] form) {
        CompactReader in = new CompactReader(form, SEASONS, VERSION, SeasonalDocument.SUBJECT);
        return sound(SeasonalDocument.SUBJECT, () -> {
                    if (in.small() != SeasonalDocument.VERSION) {
                        throw new IllegalArgumentException("is of a format that has no compact form");
                    }
                    String zone = in.text();
                    ProfileDocument profile = profile(in);
                    List<SeasonalDocument.Hour> hours = IntStream.range(0, in.size())
                            .mapToObj(i -> hour(in, profile))
                            .toList();
                    in.requireEnd();
                    return new SeasonalDocument(SeasonalDocument.VERSION, zone, profile, hours);
                })
                .reference();
    }

    private static SeasonalDocument.Hour hour(CompactReader in, ProfileDocument profile) {
        return new SeasonalDocument.Hour(
                in.small(),
                profile.features().stream()
                        .map(entry -> counter(in, entry.feature().name()))
                        .toList());
    }

    /** What is read makes no sound record where it was made to deceive; its checksum was right. */
    private static <T> T sound(String subject, Supplier<T> read) {
        try {
            return read.get();
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new CorruptedException(subject, "holds what makes no sense: " + e.getMessage(), e);
        }
    }
}
