package org.mlopssdk.monitoring.profile;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.mlopssdk.error.CorruptedException;
import org.mlopssdk.monitoring.profile.WindowDocument.Counter;

/**
 * A seasonal reference as it is kept: with its profile, since that is a coarser one than the model's as a rule, and with the hours of the week that have
 * rows. The counters of an hour are those of a window.
 */
record SeasonalDocument(int format, String zone, ProfileDocument profile, List<Hour> hours) {
    static final int VERSION = 1;
    static final String SUBJECT = "seasonal reference";

    /** More numbers than JSON is read with would take twice of these. */
    private static final long MOST_COUNTERS = 20_000_000;

    private static final Pattern ZONE = Pattern.compile("[A-Za-z0-9/._+:~-]{1,64}");

    /** What was counted in an hour of the week, feature by feature in the order of the profile. */
    record Hour(int hour, List<Counter> features) {

        Hour {
            if (hour < 0 || hour >= HoursOfWeek.COUNT) {
                throw new IllegalArgumentException(
                        "hours of the week are 0 to " + (HoursOfWeek.COUNT - 1) + ", from Monday on; got " + hour);
            }
            requireThere(features != null && features.stream().allMatch(Objects::nonNull), "features");
            features = List.copyOf(features);
            long rows = features.isEmpty() ? 0 : rows(features.get(0));
            if (rows == 0) {
                throw new IllegalArgumentException(named(hour) + " has no rows; leave it out");
            }
            for (Counter each : features) {
                if (rows(each) != rows) {
                    throw new IllegalArgumentException(named(hour) + " has " + rows + " rows, and " + rows(each)
                            + " of feature '" + each.feature() + "'; each row has a value, or a missing one, of each");
                }
            }
        }

        static Hour of(int hour, Window window) {
            return new Hour(hour, window.counters().stream().map(Counter::of).toList());
        }

        private static String named(int hour) {
            return "hour " + hour + " (" + HoursOfWeek.name(hour) + ")";
        }

        long rows() {
            return rows(features.get(0));
        }

        private static long rows(Counter counter) {
            return counter.missing() + FeatureReference.sum(counter.feature(), counter.counts());
        }

        /** Adds the counts to a window of the profile. */
        void addTo(Window window) {
            List<FeatureCounter> counters = window.counters();
            if (features.size() != counters.size()) {
                throw new IllegalArgumentException(
                        named(hour) + " has " + features.size() + " features, its profile has " + counters.size());
            }
            for (int i = 0; i < counters.size(); i++) {
                features.get(i).addTo(counters.get(i), WindowDocument.VERSION);
            }
        }

        /** The same as one would have counted it: what is zero is absent. Nothing that does not fit the profile gets through. */
        private Hour countedBy(Window scratch) {
            scratch.clear();
            try {
                addTo(scratch);
            } catch (IllegalArgumentException e) {
                throw new CorruptedException(
                        SUBJECT, named(hour) + " is not of the profile beside it: " + e.getMessage(), e);
            }
            return of(hour, scratch);
        }
    }

    SeasonalDocument {
        requireThere(zone != null, "zone");
        requireThere(profile != null, "profile");
        requireThere(hours != null && hours.stream().allMatch(Objects::nonNull), "hours");
        requireZone(zone);
        if (profile.format() < 1 || profile.format() > ProfileDocument.VERSION) {
            throw new IllegalArgumentException("its profile is of format " + profile.format()
                    + ", this library knows up to " + ProfileDocument.VERSION + "; use a newer mlops-sdk");
        }
        hours = List.copyOf(hours);
        for (int i = 1; i < hours.size(); i++) {
            if (hours.get(i - 1).hour >= hours.get(i).hour) {
                throw new IllegalArgumentException("hours do not ascend at index " + i + ": " + hours.get(i).hour
                        + " after " + hours.get(i - 1).hour);
            }
        }
    }

    private static void requireThere(boolean there, String field) {
        if (!there) {
            throw new IllegalArgumentException("has no " + field + ", or null where something belongs in it");
        }
    }

    /** Each zone has one name here, so that the same content is the same bytes. */
    private static void requireZone(String zone) {
        if (!ZONE.matcher(zone).matches()) {
            throw new IllegalArgumentException("the time zone is a name as Europe/Paris or +01:00; got " + zone.length()
                    + " characters that are none");
        }
        try {
            String name = ZoneId.of(zone).getId();
            if (!name.equals(zone)) {
                throw new IllegalArgumentException("the time zone '" + zone + "' is written '" + name + "'");
            }
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "the time zone '" + zone + "' is not known here; a newer JDK, or newer tzdata, may know it", e);
        }
    }

    /** How many counters are told. */
    long counters() {
        return hours.stream()
                .flatMap(hour -> hour.features.stream())
                .mapToLong(counter -> counter.cells().length)
                .sum();
    }

    /** Nothing is written that could not be read. */
    static void requireReadable(long counters) {
        if (counters > MOST_COUNTERS) {
            throw new IllegalStateException(
                    "The seasonal reference has " + counters + " counters, JSON is read with up to " + MOST_COUNTERS
                            + "; fit it over profile.coarsened(1_000), or use CompactForm.");
        }
    }

    static SeasonalReference read(byte[] json) {
        return StoredFormat.readStrictly(json, SeasonalDocument.class, VERSION, SUBJECT)
                .reference();
    }

    /**
     * What this says, each hour held against the profile.
     *
     * @throws CorruptedException if an hour does not fit it
     */
    SeasonalReference reference() {
        ReferenceProfile of = new ReferenceProfile(profile);
        Window scratch = of.newWindow();
        return new SeasonalReference(
                of,
                ZoneId.of(zone),
                hours.stream().map(hour -> hour.countedBy(scratch)).toList());
    }
}
