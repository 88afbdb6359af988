package org.mlopssdk.artifact;

import java.util.List;

/**
 * What a verification read, and what it found wrong.
 *
 * @param checked how many files, blobs and entries were read to the end
 * @param findings what is wrong; empty if nothing is
 * @since 0.1.0
 */
public record Verification(long checked, List<Finding> findings) {

    /** Copies the findings. */
    public Verification {
        findings = List.copyOf(findings);
    }

    /**
     * Whether nothing was found wrong.
     *
     * @return true if there are no findings
     */
    public boolean isSound() {
        return findings.isEmpty();
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("checked ").append(checked).append(": ");
        text.append(isSound() ? "all sound" : findings.size() + " wrong");
        findings.forEach(
                finding -> text.append(System.lineSeparator()).append("  ").append(finding));
        return text.toString();
    }
}
