/**
 * JSON as the library keeps it: written canonically on one line, read as hostile until parsed. Not exported.
 */
@NullMarked
package org.mlopssdk.json;

import org.jspecify.annotations.NullMarked;
