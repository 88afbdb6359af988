/** Every parser of what lies in a store, fed with what nobody wrote. */
package org.mlopssdk.fuzz;
