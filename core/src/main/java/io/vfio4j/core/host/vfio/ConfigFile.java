package io.vfio4j.core.host.vfio;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.linux.KernelDevice;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.core.linux.VfioRegion;

/**
 * Config space as the kernel's vfio-pci shows it.
 *
 * <p>What cannot be reached, as it was pulled out or does not wake up, reads as ones and drops what
 * is written, as on a bus: config space has no place for an error.
 */
final class ConfigFile {
  private static final System.Logger LOG = System.getLogger("io.vfio4j.vfio");
  private static final int STATUS = 0x06;
  private static final int STATUS_INTERRUPT = 1 << 3;

  private final PciAddress address;
  private final KernelDevice device;
  private final VfioRegion region;
  private final MsiControl msi;
  private volatile boolean lost;

  ConfigFile(PciAddress address, KernelDevice device) {
    this.address = address;
    this.device = device;
    this.region = device.region(RegionIndex.CONFIG);
    this.msi = MsiControl.find(device, region.offset());
  }

  int size() {
    return (int) region.size();
  }

  PciIds ids() {
    return new PciIds(
        read(0x00, 2), read(0x02, 2), read(0x2c, 2), read(0x2e, 2), read(0x08, 4) >>> 8);
  }

  /** Whether the status register shows that the device's interrupt pin is up. */
  boolean pinAsserted() {
    return (read(STATUS, 2) & STATUS_INTERRUPT) != 0;
  }

  int read(int offset, int width) {
    try {
      return (int) device.read(region.offset() + offset, width);
    } catch (LinuxException e) {
      complain(e);
      return -1 >>> (Integer.SIZE - Byte.SIZE * width);
    }
  }

  void write(int offset, int width, int value) {
    try {
      device.write(region.offset() + offset, width, msi.corrected(offset, width, value));
    } catch (LinuxException e) {
      complain(e);
    }
  }

  /** A client has gone: what it wrote to MSI's control register is not for the next. */
  void forgetMsi() {
    if (msi.offset() != 0) {
      write(msi.offset(), 1, 0);
    }
  }

  private void complain(LinuxException e) {
    if (!lost) {
      lost = true;
      LOG.log(
          System.Logger.Level.WARNING,
          address + ": config space cannot be reached, reads as ones now: " + e.getMessage());
    }
  }
}
