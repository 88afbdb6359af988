package org.mlopssdk.monitoring.profile;

import java.util.List;
import java.util.TreeMap;
import org.mlopssdk.monitoring.profile.SeasonalDocument.Hour;

/** A window for each hour of the week that something was counted in. */
final class WeekOfWindows {
    private final ReferenceProfile profile;
    private final TreeMap<Integer, Window> windows = new TreeMap<>();

    WeekOfWindows(ReferenceProfile profile) {
        this.profile = profile;
    }

    Window at(int hour) {
        return windows.computeIfAbsent(hour, first -> profile.newWindow());
    }

    List<Hour> hours() {
        return windows.entrySet().stream()
                .map(entry -> Hour.of(entry.getKey(), entry.getValue()))
                .toList();
    }
}
