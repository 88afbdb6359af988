/** Stores, directories and texts made by somebody who means harm. */
package org.mlopssdk.hostile;
