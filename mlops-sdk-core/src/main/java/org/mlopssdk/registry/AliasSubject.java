package org.mlopssdk.registry;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.mlopssdk.store.Digest;

/** How a report names an alias: with its revision, so that it is known to be stale once the alias has moved. */
record AliasSubject(
        String artifact,
        String alias,
        long revision,
        @Nullable Digest manifest) {

    private static final Pattern TEXT = Pattern.compile("([^@#]+)@([^@#]+)#([0-9]{1,18})=(none|sha256:([0-9a-f]{64}))");

    static Optional<AliasSubject> parse(String subject) {
        Matcher parts = TEXT.matcher(subject);
        if (!parts.matches()) {
            return Optional.empty();
        }
        String hex = parts.group(5);
        return Optional.of(new AliasSubject(
                parts.group(1), parts.group(2), Long.parseLong(parts.group(3)), hex == null ? null : new Digest(hex)));
    }

    @Override
    public String toString() {
        return artifact + "@" + alias + "#" + revision + "=" + (manifest == null ? "none" : "sha256:" + manifest);
    }
}
