package io.vfio4j.core.host.acpi;

import io.vfio4j.core.host.acpi.aml.AmlValue;
import io.vfio4j.core.host.acpi.aml.TablePosition;

/**
 * A device property.
 *
 * @param key its name
 * @param value its value
 * @param position where the value is
 */
public record AcpiProperty(String key, AmlValue value, TablePosition position) {}
