/** Every parser of profiles, windows, seasonal references, policies and tables, fed with what nobody wrote. */
package org.mlopssdk.monitoring.fuzz;
