package io.vfio4j.testkit.contract;

import io.vfio4j.api.Errno;
import io.vfio4j.api.pci.PciIds;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.contract.rule.Rule;
import java.util.List;
import java.util.Optional;

/**
 * C: config space.
 *
 * @since 0.1
 */
public abstract class ConfigSpaceContract extends DeviceContract {
  private static final int SMALL = 256;
  private static final int LARGE = 4096;

  /** For subclasses. */
  protected ConfigSpaceContract() {}

  private ConfigRegisters config() {
    return new ConfigRegisters(this);
  }

  /** C1. */
  @Rule(
      says = "Config space is that of PCI or of PCI Express, 256 or 4096 bytes",
      lookAt = "regionInfo(7): leave it to super")
  public void required_C1_configSpaceIs256Or4096Bytes() {
    check(size() == SMALL || size() == LARGE, "a size of %d bytes".formatted(size()));
  }

  /** C2. */
  @Rule(
      says = "Vendor and device id are the function's own",
      lookAt = "read() of config bytes 0 to 3: by them the guest chooses its driver",
      notOverSocket = "what the function beneath says it is does not show")
  public void required_C2_theFunctionIsWhatItIs() {
    Optional<PciIds> ids = underTest().ids();
    need(ids.isPresent(), "what the function beneath says it is does not show");
    int due = ids.get().vendor() | ids.get().device() << 16;
    same("%08x".formatted(due), "%08x".formatted(config().readInt(0)), "config register 0");
  }

  /** C3. */
  @Rule(
      says = "Accesses that end behind config space are EFAULT, as vfio-pci-core answers",
      lookAt = "read() and write() of region 7: leave what is not yours to super")
  public void required_C3_accessesPastTheEndAreEfault() {
    // A guest can reach for extended config space that is not there: a server may answer as a bus.
    long end = underTest().overSocket() ? LARGE : size();
    readIsRefused(size() - 4, 8);
    readIsRefused(end, 1);
    refused(
        Errno.EFAULT,
        "a write to " + at(RegionIndex.CONFIG, end, 1),
        () -> device().write(RegionIndex.CONFIG, end, memory(1).asReadOnly()));
  }

  private void readIsRefused(long offset, int count) {
    refused(
        Errno.EFAULT,
        "a read of " + at(RegionIndex.CONFIG, offset, count),
        () -> device().read(RegionIndex.CONFIG, offset, memory(count)));
  }

  /** C4. */
  @Rule(
      says = "A BAR register that is written with ones reads back as the size that its region has",
      lookAt = "read() of config space and regionInfo(): a fake BAR is in both")
  public void required_C4_barsSizeAsLargeAsTheirRegions() {
    for (int bar = 0; bar <= RegionIndex.BAR5; bar++) {
      long size = device().regionInfo(bar).size();
      long due = size > 0 ? size : 0;
      same(hex(due), hex(sizedByRegister(bar)), "what BAR %d's register sizes to".formatted(bar));
      bar += size > 0 && config().is64Bit(bar) ? 1 : 0;
    }
  }

  private static String hex(long size) {
    return "0x" + Long.toHexString(size);
  }

  private long sizedByRegister(int bar) {
    int low = config().sizingMask(bar);
    boolean ports = (low & 1) != 0;
    long mask = low & (ports ? 0xffff_fffcL : 0xffff_fff0L);
    if (!ports && config().is64Bit(bar)) {
      return -(((long) config().sizingMask(bar + 1) << 32) | mask);
    }
    return mask == 0 ? 0 : -(mask | -1L << 32);
  }

  /** C5. */
  @Rule(
      says = "A register reads the same by bytes as it does as a whole",
      lookAt = "read() of config space: a register is read in any width")
  public void required_C5_aRegisterReadByBytesShowsTheSame() {
    for (int register = 0; register < ConfigRegisters.HEADER; register += Integer.BYTES) {
      byte[] whole = config().bytes(register, Integer.BYTES);
      byte[] pieces = new byte[Integer.BYTES];
      for (int i = 0; i < Integer.BYTES; i++) {
        pieces[i] = config().bytes(register + i, 1)[0];
      }
      same(whole, pieces, "config register 0x%x, read by bytes,".formatted(register));
    }
  }

  /** C6. */
  @Rule(
      says = "A BAR register that is written by bytes ends up as if it were written at once",
      lookAt = "write() of config space: keep what is written, and mask it when it is read")
  public void required_C6_writeInPiecesIsLikeOneWrite() {
    boolean some = false;
    for (int bar = 0; bar < RegionIndex.BAR5; bar++) {
      if (device().regionInfo(bar).size() > 0 && config().is64Bit(bar)) {
        writtenInPieces(bar);
        some = true;
      }
    }
    need(some, "no BAR has a register of 64 bits");
  }

  private void writtenInPieces(int bar) {
    byte[] address = {0, 0, 0, 0x40, 0x21, 0x43, 0x65, 0x07};
    int register = ConfigRegisters.register(bar);
    byte[] before = config().bytes(register, Long.BYTES);
    config().write(register, address);
    byte[] whole = config().bytes(register, Long.BYTES);
    config().write(register, new byte[Long.BYTES]);
    for (int i = 0; i < Long.BYTES; i++) {
      config().write(register + i, address[i]);
    }
    byte[] pieces = config().bytes(register, Long.BYTES);
    config().write(register, before);
    same(whole, pieces, "BAR %d's register, written by bytes,".formatted(bar));
  }

  /** C7. */
  @Rule(
      says = "The list of capabilities stays behind the header and comes to an end",
      lookAt = "read() of config space: the byte at 0x34, and the second of each capability")
  public void required_C7_theCapabilityListEnds() {
    List<String> wrong = config().wrongCapabilities();
    check(wrong.isEmpty(), String.join("; ", wrong));
  }

  /** C8. */
  @Rule(
      says = "The command register is written by bytes as well as whole",
      lookAt = "write() of config space: one byte of 16 bits changes nothing of the other")
  public void required_C8_theCommandRegisterIsWrittenByBytes() {
    int settable = config().readByte(COMMAND) & MEMORY_AND_IO;
    int needed = config().spaces();
    same(needed, settable & needed, "what can be set of its bits for the BARs that are there");
    for (int bits : new int[] {0, settable}) {
      config().write(COMMAND + 1, (byte) 0);
      config().write(COMMAND, (byte) bits);
      byte[] came = config().bytes(COMMAND, 2);
      came[0] &= MEMORY_AND_IO;
      same(new byte[] {(byte) bits, 0}, came, "the command register, written by bytes,");
    }
  }

  private long size() {
    return device().regionInfo(RegionIndex.CONFIG).size();
  }
}
