package io.vfio4j.core.host.sim.config;

import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.sim.profile.BarProfile;
import io.vfio4j.core.host.sim.profile.FunctionProfile;
import io.vfio4j.core.host.sim.profile.HeaderRegister;
import io.vfio4j.core.host.sim.profile.RegisterImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** What a host's firmware does to config space before anybody else: BARs assigned, decoding on. */
final class FirmwareSetup {
  private static final int IO_DECODE = 1;
  private static final int MEMORY_DECODE = 1 << 1;

  private FirmwareSetup() {}

  static byte[] of(FunctionProfile function, RegisterImage image) {
    byte[] values = image.bytes().clone();
    ByteBuffer config = ByteBuffer.wrap(values).order(ByteOrder.LITTLE_ENDIAN);
    function.header().forEach(register -> put(values, register));
    int command = config.getShort(ConfigLayout.COMMAND);
    for (BarProfile bar : function.bars()) {
      assign(config, bar);
      command |= bar.kind() == HostBar.Kind.IO ? IO_DECODE : MEMORY_DECODE;
    }
    function.rom().ifPresent(rom -> config.putInt(ConfigLayout.ROM, (int) rom.address()));
    if (function.physicalFunction().isEmpty()) {
      config.putShort(ConfigLayout.COMMAND, (short) command);
    }
    return values;
  }

  private static void put(byte[] values, HeaderRegister register) {
    for (int i = 0; i < register.width(); i++) {
      values[register.offset() + i] |= (byte) (register.value() >>> (i * Byte.SIZE));
    }
  }

  private static void assign(ByteBuffer config, BarProfile bar) {
    int at = ConfigLayout.BARS + bar.index() * 4;
    config.putInt(at, (int) bar.address() | ConfigLayout.flags(bar));
    if (bar.kind() == HostBar.Kind.MEMORY_64) {
      config.putInt(at + 4, (int) (bar.address() >>> 32));
    }
  }
}
