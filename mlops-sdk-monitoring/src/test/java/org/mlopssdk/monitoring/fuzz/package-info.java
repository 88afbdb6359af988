/** Every parser of profiles, windows and tables, fed with what nobody wrote. */
package org.mlopssdk.monitoring.fuzz;
