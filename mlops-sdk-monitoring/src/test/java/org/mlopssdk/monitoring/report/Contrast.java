package org.mlopssdk.monitoring.report;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contrast of colours as WCAG 2.2 defines it, from the variables of a style sheet. */
final class Contrast {
    private static final Pattern COLOUR = Pattern.compile("--(\\w+):#([0-9a-f]{3,6});");

    private final Map<String, Double> luminance = new HashMap<>();

    static Contrast of(String css, String scheme) {
        int dark = css.indexOf("prefers-color-scheme:dark");
        Contrast contrast = new Contrast();
        Matcher colours = COLOUR.matcher(scheme.equals("dark") ? css.substring(dark) : css.substring(0, dark));
        while (colours.find()) {
            contrast.luminance.put(colours.group(1), luminance(colours.group(2)));
        }
        return contrast;
    }

    private static double luminance(String hex) {
        String six = hex.length() == 3 ? hex.replaceAll("(.)", "$1$1") : hex;
        double[] weights = {0.2126, 0.7152, 0.0722};
        double sum = 0;
        for (int i = 0; i < 3; i++) {
            double channel = Integer.parseInt(six.substring(2 * i, 2 * i + 2), 16) / 255.0;
            sum += weights[i] * (channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4));
        }
        return sum;
    }

    /** From 1 to 21. */
    double between(String one, String other) {
        double a = luminance.get(one);
        double b = luminance.get(other);
        return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    }
}
