/**
 * Drift reports to look at: one self-contained HTML page, Markdown, JSON and text for a terminal, all drawn from the counters
 * of a {@link org.mlopssdk.monitoring.drift.DriftReport} and so of the same size for a thousand rows as for a billion.
 *
 * <pre>{@code
 * Presentation drift = Presentation.of(report).withTitle("Occupancy").withHistory(earlier);
 * drift.html().writeTo(folder.resolve("drift.html"));
 * System.out.println(drift.terminal());
 * }</pre>
 *
 * <p>The same report gives the same bytes, on every machine and in every locale. The page asks for nothing from any network, runs no
 * script, and says so to the browser. Names of features and categories are shown as text whatever they hold; characters that are
 * invisible or turn the direction of writing are shown by their number.
 */
@NullMarked
package org.mlopssdk.monitoring.report;

import org.jspecify.annotations.NullMarked;
