package io.vfio4j.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.RegionIndex;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * C: config space.
 *
 * @since 0.1
 */
public abstract class ConfigSpaceContract extends DeviceContract {
  private static final int BAR_REGISTERS = 0x10;
  private static final int CAPABILITIES = 0x34;
  private static final int HEADER = 0x40;
  private static final int SMALL = 256;
  private static final int LARGE = 4096;

  /** For subclasses. */
  protected ConfigSpaceContract() {}

  /** C1: Config space is that of PCI or of PCI Express. */
  @Test
  public void required_C1_configSpaceIs256Or4096Bytes() {
    long size = size();
    assertTrue(size == SMALL || size == LARGE, "regionInfo(7) says " + size + " bytes");
  }

  /** C2: Vendor and device id are the function's own. */
  @Test
  public void required_C2_theFunctionIsWhatItIs() {
    PciIds ids = simulated().function().ids();
    assertEquals(
        ids.vendor() | ids.device() << 16,
        readInt(0),
        "config bytes 0 to 3: the VMM would bind another driver");
  }

  /** C3: Accesses that end behind config space are EFAULT, not EINVAL: as vfio-pci-core answers. */
  @Test
  public void required_C3_accessesPastTheEndAreEfault() {
    String lookAt = "accesses to config space: leave what is not yours to super";
    assertErrno(
        Errno.EFAULT, lookAt, () -> device().read(RegionIndex.CONFIG, size() - 4, memory(8)));
    assertErrno(Errno.EFAULT, lookAt, () -> device().read(RegionIndex.CONFIG, size(), memory(1)));
    assertErrno(
        Errno.EFAULT,
        lookAt,
        () -> device().write(RegionIndex.CONFIG, size(), memory(1).asReadOnly()));
  }

  /** C4: A BAR register that is written with ones reads back as the size that its region has. */
  @Test
  public void required_C4_barsSizeAsLargeAsTheirRegions() {
    for (int bar = 0; bar <= RegionIndex.BAR5; bar++) {
      long size = device().regionInfo(bar).size();
      if (size > 0) {
        assertEquals(
            size,
            sizedByRegister(bar),
            "BAR %d: its register and regionInfo() disagree".formatted(bar));
        bar += is64Bit(bar) ? 1 : 0;
      } else {
        assertEquals(0, sizingMask(bar), "BAR %d is not there and sizes".formatted(bar));
      }
    }
  }

  private long sizedByRegister(int bar) {
    long low = sizingMask(bar) & 0xffff_fff0L;
    return is64Bit(bar) ? -(((long) sizingMask(bar + 1) << 32) | low) : -(low | -1L << 32);
  }

  private int sizingMask(int bar) {
    int register = BAR_REGISTERS + bar * Integer.BYTES;
    byte[] before = read(RegionIndex.CONFIG, register, Integer.BYTES);
    write(RegionIndex.CONFIG, register, (byte) -1, (byte) -1, (byte) -1, (byte) -1);
    int mask = readInt(register);
    write(RegionIndex.CONFIG, register, before);
    return mask;
  }

  private boolean is64Bit(int bar) {
    return (readInt(BAR_REGISTERS + bar * Integer.BYTES) & 0x7) == 0x4;
  }

  /** C5: A register reads the same by bytes as it does as a whole. */
  @Test
  public void required_C5_aRegisterReadByBytesShowsTheSame() {
    for (int register = 0; register < HEADER; register += Integer.BYTES) {
      byte[] whole = read(RegionIndex.CONFIG, register, Integer.BYTES);
      for (int i = 0; i < Integer.BYTES; i++) {
        assertEquals(
            whole[i],
            read(RegionIndex.CONFIG, register + i, 1)[0],
            "config byte 0x%x: a register is read in any width".formatted(register + i));
      }
    }
  }

  /** C6: A BAR register that is written by bytes ends up as if it were written at once. */
  @Test
  public void required_C6_writeInPiecesIsLikeOneWrite() {
    byte[] address = {0, 0, 0, 0x40, 0x21, 0x43, 0x65, 0x07};
    for (int bar = 0; bar < RegionIndex.BAR5; bar++) {
      if (device().regionInfo(bar).size() > 0 && is64Bit(bar)) {
        int register = BAR_REGISTERS + bar * Integer.BYTES;
        write(RegionIndex.CONFIG, register, address);
        byte[] whole = read(RegionIndex.CONFIG, register, Long.BYTES);
        write(RegionIndex.CONFIG, register, new byte[Long.BYTES]);
        for (int i = 0; i < Long.BYTES; i++) {
          write(RegionIndex.CONFIG, register + i, address[i]);
        }
        assertArrayEquals(
            whole,
            read(RegionIndex.CONFIG, register, Long.BYTES),
            "BAR %d written by bytes: keep what is written, mask when it is read".formatted(bar));
      }
    }
  }

  /** C7: The list of capabilities stays behind the header and comes to an end. */
  @Test
  public void required_C7_theCapabilityListEnds() {
    Set<Integer> seen = new HashSet<>();
    int at = readByte(CAPABILITIES);
    while (at != 0) {
      assertTrue(at >= HEADER, "a capability within the header, at 0x" + Integer.toHexString(at));
      assertTrue(seen.add(at), "the list comes back to 0x" + Integer.toHexString(at));
      at = readByte(at + 1);
    }
  }

  private long size() {
    return device().regionInfo(RegionIndex.CONFIG).size();
  }

  private int readByte(int offset) {
    return read(RegionIndex.CONFIG, offset, 1)[0] & 0xff;
  }

  private int readInt(int offset) {
    byte[] bytes = read(RegionIndex.CONFIG, offset, Integer.BYTES);
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getInt();
  }
}
