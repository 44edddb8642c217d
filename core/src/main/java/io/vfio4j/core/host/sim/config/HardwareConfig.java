package io.vfio4j.core.host.sim.config;

import io.vfio4j.core.host.InterruptKind;
import io.vfio4j.core.host.sim.profile.CapabilityProfile;
import io.vfio4j.core.host.sim.profile.FunctionProfile;
import io.vfio4j.core.host.sim.profile.RegisterImage;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A function's config space: a table of bytes and masks, and the few bits that live. Any thread;
 * one lock, which is not held while events are told.
 */
public final class HardwareConfig {
  private static final int BUS_MASTER = 1 << 2;
  private static final int PIN_STATUS = 1 << 3;
  private static final int NO_FLR = -2;

  private final ConfigEvents events;
  private final Map<Integer, RegisterImage> raw;
  private final RegisterImage image;
  private final byte[] values;
  private final MessageBits messages;
  private final PowerState power;
  private final int deviceControl;
  private final List<CapabilityProfile> notSaved;

  /** Config space as the firmware left it: BARs assigned and decoded. */
  public HardwareConfig(FunctionProfile function, ConfigEvents events) {
    this.events = events;
    this.raw = function.raw();
    RegisterImage whole = ConfigLayout.of(function);
    this.values = FirmwareSetup.of(function, whole);
    this.image = whole.trimmed();
    this.messages = new MessageBits(function, values);
    this.power = new PowerState(function, values);
    this.deviceControl = flrOffset(function);
    this.notSaved =
        function.capabilities().stream().filter(CapabilityProfile::vendorSpecific).toList();
  }

  private static int flrOffset(FunctionProfile function) {
    Optional<CapabilityProfile> express = function.capability(CapabilityProfile.EXPRESS);
    boolean flr = express.isPresent() && (express.get().image().bytes()[7] & 0x10) != 0;
    return flr ? express.get().offset() + 8 : NO_FLR;
  }

  /** A register of 1, 2 or 4 bytes, zero-extended. */
  public synchronized int read(int offset, int width) {
    int value = 0;
    for (int i = width - 1; i >= 0; i--) {
      value = (value << 8) | readByte(offset + i);
    }
    return value;
  }

  private int readByte(int at) {
    int value = values[at] & 0xff;
    if (at == ConfigLayout.STATUS && events.pinAsserted()) {
      value |= PIN_STATUS;
    }
    int pending = at - messages.msiPendingOffset();
    if (pending >= 0 && pending < Integer.BYTES) {
      value = (events.msiPending() >>> (pending * 8)) & 0xff;
    }
    return value;
  }

  /** Writes what can be written of a register of 1, 2 or 4 bytes. */
  public void write(int offset, int width, int value) {
    boolean reset = false;
    synchronized (this) {
      for (int i = 0; i < width; i++) {
        reset |= writeByte(offset + i, (value >>> (i * 8)) & 0xff);
      }
      if (reset) {
        initialise();
      }
    }
    if (reset) {
      events.functionReset();
    } else if (messages.touchedBy(offset, width)) {
      events.messagesChanged();
    }
  }

  /** What belongs to no capability stays as it is: nobody knows what it is. */
  private void initialise() {
    byte[] before = values.clone();
    image.copyTo(values);
    raw.forEach((at, bytes) -> System.arraycopy(before, at, values, at, bytes.length()));
  }

  /** Returns whether that resets the function. */
  private boolean writeByte(int at, int value) {
    int before = values[at];
    int writable = image.writable(at);
    int kept = values[at] & ~writable;
    values[at] = (byte) ((kept | (value & writable)) & ~(value & image.clearOnOne(at)));
    boolean leavesD3 = power.written(at, before, value);
    return leavesD3 || (at == deviceControl + 1 && (value & 0x80) != 0);
  }

  /** After a reset by the host's PCI layer, which restored what it knows: in D0. */
  public synchronized void resetByHost() {
    power.wake();
    notSaved.forEach(part -> image.copyTo(values, part.offset(), part.end()));
  }

  /** Whether the function may do DMA. */
  public boolean busMaster() {
    return (read(ConfigLayout.COMMAND, 2) & BUS_MASTER) != 0;
  }

  /** What is enabled. */
  public synchronized InterruptKind interruptKind() {
    return messages.kind();
  }

  /** Whether a vector of a kind is kept back by a mask bit here. */
  public synchronized boolean masked(InterruptKind kind, int vector) {
    return messages.masked(kind, vector);
  }
}
