/**
 * {@code vfio4j acpi}: shows what ACPI tables say of devices, and what is wrong with it. In come
 * files or this host's sysfs, decoded by {@code core.host.acpi}; out go lines.
 */
@NullMarked
package io.vfio4j.distribution.acpi;

import org.jspecify.annotations.NullMarked;
