package io.vfio4j.api;

import io.vfio4j.api.pci.PciMatch;
import io.vfio4j.api.promise.Stable;
import java.util.List;

/**
 * One kind of PCI function and how to present it.
 *
 * <p>A plugin names its implementation in {@code META-INF/services/io.vfio4j.api.VariantDriver};
 * the class needs a public constructor without parameters, which runs once, when the plugin is
 * loaded, and like an operation has 10 seconds. One instance serves all functions that it binds.
 * The kernel's counterpart is a {@code struct pci_driver} with the {@code vfio_pci} override flag.
 *
 * @since 0.1
 */
@Stable(since = "0.1")
public interface VariantDriver {

  /**
   * The driver's name, in configuration, logs, errors and {@code vfio4j explain}: lower case
   * letters, digits and dashes, for instance {@code nvgrace-gpu}.
   *
   * <p>Called once, when the plugin is loaded, on the thread that made the driver.
   */
  String name();

  /**
   * The functions that this driver is for, as the kernel's {@code struct pci_device_id} table.
   *
   * <p>Data: called once, like {@link #name()}, before any function is looked at. Of all drivers
   * whose table matches a function the one with the most specific row is probed first.
   */
  List<PciMatch> idTable();

  /**
   * Takes a function that the id table matches, as the kernel's {@code probe} does.
   *
   * <p>Called once for each function, on a thread of its own, one function at a time. If it has not
   * returned when the probe timeout is over (300 s, {@code --probe-timeout}), the function stays
   * unbound and what comes afterwards is dropped. The device is not open yet: its memory may be
   * mapped through the context, its core device may not be used beyond {@link VfioDevice#info()}.
   *
   * @param context the function and the host's services for it; valid as long as the function is
   *     bound
   * @return the device that clients are served
   * @throws ProbeDeclined if another driver is the better one for this function
   * @throws VfioException if the function is this driver's and does not work: it stays unbound, and
   *     its errno is reported
   */
  VfioDevice probe(DeviceContext context) throws ProbeDeclined;
}
