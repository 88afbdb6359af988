package org.mlopssdk.artifact;

import java.util.List;

/**
 * What a verification read, and what it found wrong.
 *
 * @param checked how many files, blobs and entries were read to the end
 * @param findings what is wrong; empty if nothing is
 * @param remarks what is not wrong and still worth knowing, such as clocks that disagreed
 * @since 0.1.0
 */
public record Verification(long checked, List<Finding> findings, List<Finding> remarks) {

    /** Copies the findings and remarks. */
    public Verification {
        findings = List.copyOf(findings);
        remarks = List.copyOf(remarks);
    }

    /**
     * A verification without remarks.
     *
     * @param checked how many files, blobs and entries were read to the end
     * @param findings what is wrong; empty if nothing is
     */
    public Verification(long checked, List<Finding> findings) {
        this(checked, findings, List.of());
    }

    /**
     * Whether nothing was found wrong.
     *
     * @return true if there are no findings, whatever was remarked
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
        remarks.forEach(remark ->
                text.append(System.lineSeparator()).append("  to know: ").append(remark));
        return text.toString();
    }
}
