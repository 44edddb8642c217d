/**
 * What a host's firmware says of its PCI functions: images of ACPI tables come in, the properties
 * of a function's node go out, to the host that has the function and to {@code vfio4j acpi}.
 *
 * <p>The bytes are decoded by {@code core.host.acpi.aml}; here is what the decoded objects mean.
 */
@NullMarked
package io.vfio4j.core.host.acpi;

import org.jspecify.annotations.NullMarked;
