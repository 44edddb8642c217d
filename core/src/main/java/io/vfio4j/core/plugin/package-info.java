/**
 * Plugins: from a folder of jars to a catalog of drivers, with a reason for each jar that was
 * refused.
 *
 * <p>In comes a folder; out go {@link io.vfio4j.core.plugin.Plugins}, whose catalog {@code
 * core.binding} matches. pf4j does the loading and does not show outside this package.
 */
@NullMarked
package io.vfio4j.core.plugin;

import org.jspecify.annotations.NullMarked;
