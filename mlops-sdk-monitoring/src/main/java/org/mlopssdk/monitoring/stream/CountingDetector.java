package org.mlopssdk.monitoring.stream;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Locale;

/** What all detectors share: counting, ignoring what is no number, and starting over with the value after a drift. */
abstract class CountingDetector implements StreamDetector {
    private static final MathContext DIGITS = new MathContext(4);
    private static final int COLUMNS = 100;

    private DetectorState state = DetectorState.STABLE;
    private boolean over;
    private long values;
    private long ignored;
    private long drifts;

    /** Refuses a finite value that the detector has no meaning for, before anything changes. */
    void check(double value) {}

    /** Takes a finite value that passed the check. */
    abstract DetectorState observe(double value);

    /** Forgets all values, but not the settings. */
    abstract void forget();

    /** Whether the values up to a drift are forgotten when the next one comes. */
    boolean startsOver() {
        return true;
    }

    @Override
    public final DetectorState update(double value) {
        if (!(Math.abs(value) <= LARGEST)) {
            ignored++;
            state = state == DetectorState.DRIFT ? DetectorState.STABLE : state;
            return state;
        }
        check(value);
        if (over) {
            forget();
            over = false;
        }
        state = observe(value);
        values++;
        if (state == DetectorState.DRIFT) {
            drifts++;
            over = startsOver();
        }
        return state;
    }

    @Override
    public final DetectorState state() {
        return state;
    }

    @Override
    public final long values() {
        return values;
    }

    @Override
    public final long ignored() {
        return ignored;
    }

    @Override
    public final long drifts() {
        return drifts;
    }

    @Override
    public final void reset() {
        forget();
        state = DetectorState.STABLE;
        over = false;
        values = 0;
        ignored = 0;
        drifts = 0;
    }

    /** The state, what the detector estimates, and the counters, in a line of their own where one would be too long. */
    final String line(String name, String estimates) {
        String line = name + "[" + state.name().toLowerCase(Locale.ROOT) + ", " + estimates + ";";
        String counters = values + " values, " + drifts + " drifts, " + ignored + " ignored]";
        boolean fits = line.length() + 1 + counters.length() <= COLUMNS;
        return line + (fits ? " " : System.lineSeparator() + "  ") + counters;
    }

    static String number(double value) {
        return Double.isFinite(value)
                ? Double.toString(new BigDecimal(value).round(DIGITS).doubleValue())
                : Double.toString(value);
    }

    static double requireFinite(String name, double value) {
        if (!(Math.abs(value) <= LARGEST)) {
            throw new IllegalArgumentException(
                    "The " + name + " is a finite number of at most " + LARGEST + " in size; got " + value + ".");
        }
        return value;
    }
}
