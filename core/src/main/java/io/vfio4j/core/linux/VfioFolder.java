package io.vfio4j.core.linux;

import static java.lang.foreign.ValueLayout.JAVA_INT;

import io.vfio4j.core.linux.GroupUnusable.Reason;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;

/**
 * The running kernel's {@code /dev/vfio}.
 *
 * <pre>
 *  struct vfio_group_status, 8 bytes
 *    0  u32  argsz
 *    4  u32  flags        bit 0: viable, no device of it has another driver
 * </pre>
 *
 * @param path where it is
 */
public record VfioFolder(Path path) implements VfioKernel {
  private static final int TYPE1_V2 = 3;
  private static final int STATUS_BYTES = 8;
  private static final int FLAGS = 4;
  private static final int VIABLE = 1;

  @Override
  public KernelGroup open(int number) {
    Descriptor container = container();
    try {
      return open(number, container);
    } catch (RuntimeException | Error e) {
      container.close();
      throw e;
    }
  }

  private Descriptor container() {
    Descriptor container = Descriptor.open(path.resolve("vfio"));
    try {
      check(container, VfioCalls.GET_API_VERSION, 0, 0, Reason.VERSION);
      check(container, VfioCalls.CHECK_EXTENSION, TYPE1_V2, 1, Reason.NO_IOMMU_DRIVER);
      return container;
    } catch (RuntimeException | Error e) {
      container.close();
      throw e;
    }
  }

  private static void check(
      Descriptor container, int request, int argument, int wanted, Reason reason) {
    if (VfioCalls.ioctl(container, request, argument) != wanted) {
      throw new GroupUnusable(reason);
    }
  }

  private KernelGroup open(int number, Descriptor container) {
    Descriptor group = Descriptor.open(path.resolve(Integer.toString(number)));
    try {
      if ((status(group) & VIABLE) == 0) {
        throw new GroupUnusable(Reason.NOT_VIABLE);
      }
      join(group, container);
      return new VfioGroupFile(group, container);
    } catch (RuntimeException | Error e) {
      group.close();
      throw e;
    }
  }

  private static int status(Descriptor group) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment status = arena.allocate(STATUS_BYTES, Integer.BYTES);
      status.set(JAVA_INT, 0, STATUS_BYTES);
      long result = VfioCalls.ioctl(group, VfioCalls.GROUP_GET_STATUS, status.address());
      LinuxException.check("VFIO_GROUP_GET_STATUS", result);
      return status.get(JAVA_INT, FLAGS);
    }
  }

  /** The kernel takes the container's number by its address, the IOMMU's kind by value. */
  private static void join(Descriptor group, Descriptor container) {
    int held = container.hold();
    try (Arena arena = Arena.ofConfined()) {
      long number = arena.allocateFrom(JAVA_INT, held).address();
      LinuxException.check(
          "VFIO_GROUP_SET_CONTAINER",
          VfioCalls.ioctl(group, VfioCalls.GROUP_SET_CONTAINER, number));
    } finally {
      container.release();
    }
    LinuxException.check(
        "VFIO_SET_IOMMU", VfioCalls.ioctl(container, VfioCalls.SET_IOMMU, TYPE1_V2));
  }
}
