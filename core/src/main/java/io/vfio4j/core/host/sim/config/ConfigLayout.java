package io.vfio4j.core.host.sim.config;

import io.vfio4j.api.pci.PciIds;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.sim.profile.BarProfile;
import io.vfio4j.core.host.sim.profile.CapabilityProfile;
import io.vfio4j.core.host.sim.profile.FunctionProfile;
import io.vfio4j.core.host.sim.profile.HeaderRegister;
import io.vfio4j.core.host.sim.profile.RegisterImage;
import io.vfio4j.core.host.sim.profile.RomProfile;

/**
 * Config space after a reset: the header (PCI Local Bus 3.0, section 6.1) and the capabilities.
 *
 * <pre>
 * 00 vendor, device     04 command     06 status      08 revision, class
 * 0c cache line, latency, header type, self test      10 - 24 BARs
 * 2c subsystem ids      30 ROM         34 first capability     3c interrupt line, pin
 * </pre>
 */
final class ConfigLayout {
  static final int COMMAND = 0x04;
  static final int STATUS = 0x06;
  static final int BARS = 0x10;
  static final int ROM = 0x30;

  private static final int COMMAND_BITS = 0x0547;

  /** A virtual function has no decoding of its own, and no pin: only bus mastering. */
  private static final int VIRTUAL_COMMAND_BITS = 0x0004;

  private static final int STATUS_ERRORS = 0xf900;
  private static final int STATUS_CAPABILITIES = 1 << 4;

  private ConfigLayout() {}

  static RegisterImage of(FunctionProfile function) {
    RegisterImage image = new RegisterImage(function.configSize());
    header(image, function);
    function.header().forEach(register -> headerRegister(image, register));
    function.bars().forEach(bar -> bar(image, bar));
    function.rom().ifPresent(rom -> rom(image, rom));
    function.raw().forEach(image::place);
    capabilities(image, function);
    return image;
  }

  private static void header(RegisterImage image, FunctionProfile function) {
    PciIds ids = function.ids();
    image.put16(0x00, ids.vendor()).put16(0x02, ids.device());
    boolean virtual = function.physicalFunction().isPresent();
    image
        .writable16(COMMAND, virtual ? VIRTUAL_COMMAND_BITS : COMMAND_BITS)
        .clearOnOne16(STATUS, STATUS_ERRORS);
    image.put32(0x08, (ids.classCode() << 8) | function.revision());
    int cacheLineAndLatency = 0xffff;
    image.writable16(0x0c, cacheLineAndLatency);
    image.put16(0x2c, ids.subsystemVendor()).put16(0x2e, ids.subsystemDevice());
    int interruptLine = 0xff;
    image.writable16(0x3c, interruptLine).put8(0x3d, function.interruptPin());
  }

  private static void headerRegister(RegisterImage image, HeaderRegister register) {
    int at = register.offset();
    for (int i = 0; i < register.width(); i++) {
      image.put8(at + i, register.afterReset() >>> (i * Byte.SIZE));
      image.writable()[at + i] = (byte) (register.writable() >>> (i * Byte.SIZE));
    }
  }

  private static void bar(RegisterImage image, BarProfile bar) {
    int at = BARS + bar.index() * 4;
    long mask = -bar.size();
    image.put32(at, flags(bar)).writable32(at, (int) mask);
    if (bar.kind() == HostBar.Kind.MEMORY_64) {
      image.writable32(at + 4, (int) (mask >> 32));
    }
  }

  /** The low bits of a BAR register, which are read-only. */
  static int flags(BarProfile bar) {
    return switch (bar.kind()) {
      case IO -> 1;
      case MEMORY_32 -> bar.prefetchable() ? 8 : 0;
      case MEMORY_64 -> bar.prefetchable() ? 0xc : 4;
    };
  }

  private static void rom(RegisterImage image, RomProfile rom) {
    int enable = 1;
    image.writable32(ROM, (int) -rom.size() | enable);
  }

  private static void capabilities(RegisterImage image, FunctionProfile function) {
    int link = 0x34;
    int extendedLink = 0;
    for (CapabilityProfile capability : function.capabilities()) {
      int offset = capability.offset();
      image.place(offset, capability.image());
      if (capability.extended()) {
        extendedHeader(image, capability, extendedLink);
        extendedLink = offset;
      } else {
        image.put8(offset, capability.id()).put8(link, offset);
        image.bytes()[STATUS] |= STATUS_CAPABILITIES;
        link = offset + 1;
      }
    }
  }

  /** The upper half of the first dword holds the version in bits 3:0, the next one in 15:4. */
  private static void extendedHeader(
      RegisterImage image, CapabilityProfile capability, int previous) {
    image.put16(capability.offset(), capability.id());
    if (previous != 0) {
      int version = image.bytes()[previous + 2] & 0xf;
      image.put16(previous + 2, (capability.offset() << 4) | version);
    }
  }
}
