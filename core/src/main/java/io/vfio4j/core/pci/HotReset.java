package io.vfio4j.core.pci;

import io.vfio4j.api.ClientFiles;
import io.vfio4j.api.Errno;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.HostFunction;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The ioctls around the reset of a bus or slot, as for a client that has opened the function
 * through its IOMMU group.
 *
 * <pre>
 *   +0  argsz     +4  flags     +8  count     +12  devices, or group descriptors of 4 bytes
 *
 *   a device:  +0  group     +4  segment (2 bytes)     +6  bus     +7  device and function
 * </pre>
 */
final class HotReset {
  private static final ValueLayout.OfInt DWORD =
      ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final ValueLayout.OfShort WORD =
      ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
  private static final int HEAD = 12;
  private static final long FLAGS = 4;
  private static final long COUNT = 8;
  private static final int DEVICE = 8;

  private final HostFunction function;

  HotReset(HostFunction function) {
    this.function = function;
  }

  /** GET_PCI_HOT_RESET_INFO. */
  long info(MemorySegment argument) {
    long size = checkedSize(argument);
    List<HostFunction> affected = affected();
    argument.set(DWORD, FLAGS, 0);
    argument.set(DWORD, COUNT, affected.size());
    if (size - HEAD < (long) DEVICE * affected.size()) {
      throw VfioException.refused(
          Errno.ENOSPC, "room for %d devices is needed".formatted(affected.size()));
    }
    for (int i = 0; i < affected.size(); i++) {
      put(argument, HEAD + (long) DEVICE * i, affected.get(i));
    }
    return 0;
  }

  private static void put(MemorySegment argument, long at, HostFunction device) {
    PciAddress address = device.address();
    argument.set(DWORD, at, device.iommuGroup());
    argument.set(WORD, at + 4, (short) address.segment());
    argument.set(ValueLayout.JAVA_BYTE, at + 6, (byte) address.bus());
    argument.set(
        ValueLayout.JAVA_BYTE, at + 7, (byte) (address.device() << 3 | address.function()));
  }

  /**
   * PCI_HOT_RESET: what is mapped of any of them is taken back before.
   *
   * @param wake wakes this one up, if it comes to that
   */
  long reset(IoctlRequest request, Runnable wake) {
    List<HostFunction> affected = checked(request);
    affected.forEach(each -> each.mappings().revoke());
    wake.run();
    affected.forEach(HostFunction::reset);
    return 0;
  }

  /** Groups are read by their count, whatever argsz says. */
  private List<HostFunction> checked(IoctlRequest request) {
    MemorySegment argument = request.argument();
    checkedSize(argument);
    int count = argument.get(DWORD, COUNT);
    if (argument.get(DWORD, FLAGS) != 0 || count == 0) {
      throw VfioException.refused(Errno.EINVAL, "hot reset: flags, or no groups");
    }
    List<HostFunction> affected = affected();
    if (Integer.compareUnsigned(count, affected.size()) > 0) {
      throw VfioException.refused(Errno.EINVAL, "hot reset: more groups than devices");
    }
    if (argument.byteSize() - HEAD < (long) Integer.BYTES * count) {
      throw VfioException.refused(Errno.EFAULT, "hot reset: fewer groups than were said");
    }
    requireOwned(affected, groups(argument, count, request.files()));
    return affected;
  }

  private void requireOwned(List<HostFunction> affected, Set<Integer> groups) {
    for (HostFunction each : affected) {
      if (!groups.contains(each.iommuGroup()) || isOfAnotherSet(each)) {
        throw VfioException.refused(Errno.EINVAL, each.address() + " is not the client's to reset");
      }
    }
  }

  /** A virtual function is never reset with others. */
  private boolean isOfAnotherSet(HostFunction other) {
    boolean virtual =
        function.virtualization().physicalFunction().isPresent()
            || other.virtualization().physicalFunction().isPresent();
    return virtual && !other.address().equals(function.address());
  }

  private static Set<Integer> groups(MemorySegment argument, int count, ClientFiles files) {
    Set<Integer> groups = new HashSet<>();
    for (int i = 0; i < count; i++) {
      groups.add(files.iommuGroup(argument.get(DWORD, HEAD + (long) Integer.BYTES * i)));
    }
    return groups;
  }

  private List<HostFunction> affected() {
    List<HostFunction> affected = function.resetTogether();
    if (affected.isEmpty()) {
      throw VfioException.refused(Errno.ENODEV, "neither slot nor bus can be reset");
    }
    return affected;
  }

  /** What the client says there is room for, but no more than there is. */
  private static long checkedSize(MemorySegment argument) {
    long size =
        argument.byteSize() < Integer.BYTES ? 0 : Integer.toUnsignedLong(argument.get(DWORD, 0));
    if (argument.byteSize() < HEAD || size < HEAD) {
      throw VfioException.refused(Errno.EINVAL, "argsz below " + HEAD);
    }
    return Math.min(size, argument.byteSize());
  }
}
