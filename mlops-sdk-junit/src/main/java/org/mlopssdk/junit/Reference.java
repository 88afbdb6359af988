package org.mlopssdk.junit;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.mlopssdk.MlOps;
import org.mlopssdk.error.NotFoundException;
import org.mlopssdk.gate.Baseline;
import org.mlopssdk.registry.Artifact;
import org.mlopssdk.registry.ArtifactVersion;

/**
 * A version of a model as tests name it.
 *
 * @param model its name
 * @param alias the alias that points at it, or null
 * @param number its number, or null; without either it is the latest
 */
record Reference(
        String model, @Nullable String alias, @Nullable Long number) {

    private static final Pattern TEXT = Pattern.compile("([^@/]+)(?:@([^@/]+)|/([1-9][0-9]{0,17}))?");

    static Reference parse(String text) {
        Matcher parts = TEXT.matcher(text);
        if (!parts.matches()) {
            throw new ExtensionConfigurationException("\"" + text
                    + "\" names no version of a model; write fraud@champion for an alias, fraud/3 for a number, or"
                    + " fraud for the latest");
        }
        String number = parts.group(3);
        return new Reference(parts.group(1), parts.group(2), number == null ? null : Long.valueOf(number));
    }

    ArtifactVersion version(MlOps store) {
        Artifact artifact = store.model(model);
        if (alias != null) {
            return artifact.alias(alias).require();
        }
        return number != null
                ? artifact.version(number)
                : artifact.latest()
                        .orElseThrow(() -> new NotFoundException(
                                artifact.toString(),
                                "has no version yet; " + store + " has the models " + store.models()));
    }

    /** What it points at, or may come to point at. */
    Baseline baseline(MlOps store) {
        return alias != null ? store.model(model).alias(alias) : Baseline.of(version(store));
    }
}
