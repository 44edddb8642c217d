package io.vfio4j.core.pci.config;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.host.HostFunction;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** Region 7 for one client, from open to close. */
public final class ConfigSpace {
  private final OwnerMap map;
  private final ConfigBytes virtual;
  private final CommandRegister command;
  private final @Nullable PowerManagement power;

  /**
   * Turns the function on, copies what is to be virtual and finds the capabilities.
   *
   * @param function the hardware
   * @param interrupts told of and asked by config space
   * @param reset resets the function; what it throws is nobody's business
   */
  public ConfigSpace(HostFunction function, InterruptControl interrupts, Runnable reset) {
    virtual = new ConfigBytes(function.configSize());
    map = new OwnerMap(virtual.length(), new RawBytes(function));
    ConfigState base = new ConfigState(function, virtual);
    command = new CommandRegister(base, interrupts);
    base.fill(0, Header.LENGTH);
    command.begin();
    if (!InterruptPin.usable(function)) {
      virtual.set(Header.INTERRUPT_PIN, 1, 0);
    }
    map.give(0, Header.LENGTH, new HeaderBytes(base, new BarRegisters(base), command));
    CapabilityOwners owners = new CapabilityOwners(base, interrupts, reset);
    StandardChain chain = new StandardChain(base, map, owners);
    chain.walk();
    if (chain.extended()) {
      new ExtendedChain(base, map, owners).walk();
    }
    power = owners.power();
  }

  /**
   * Reads bytes.
   *
   * @throws VfioException EFAULT if not all of them are in config space
   */
  public long read(long offset, MemorySegment target) {
    long count = target.byteSize();
    int position = check(offset, count);
    long done = 0;
    while (done < count) {
      int width = map.chunk(position, count - done);
      LittleEndian.put(target, done, width, map.at(position).read(position, width));
      position += width;
      done += width;
    }
    return done;
  }

  /**
   * Writes bytes.
   *
   * @throws VfioException EFAULT if not all of them are in config space
   */
  public long write(long offset, MemorySegment source) {
    long count = source.byteSize();
    int position = check(offset, count);
    long done = 0;
    while (done < count) {
      int width = map.chunk(position, count - done);
      map.at(position).write(position, width, (int) LittleEndian.take(source, done, width));
      position += width;
      done += width;
    }
    return done;
  }

  /** Whether the function's memory is reached: decoding is on and it does not sleep too deep. */
  public boolean memoryEnabled() {
    return command.memory() && (power == null || power.reachable());
  }

  /** Wakes the function up. */
  public void wake() {
    if (power != null) {
      power.enter(PowerManagement.D0);
    }
  }

  /**
   * Wakes the function up as the kernel's PCI layer does before it resets it at the wish of a
   * config bit: of what it forgets in D3 only the BARs come back.
   */
  public void wakeForReset() {
    if (power != null) {
      power.wakeForgetful();
      command.restoreBars();
    }
  }

  /** The client has gone: hardware as it was before it came. */
  public void close() {
    wake();
    command.end();
  }

  private int check(long offset, long count) {
    if (offset < 0 || offset >= map.size() || count > map.size() - offset) {
      throw VfioException.refused(
          Errno.EFAULT,
          "config space has %d bytes, asked for %d at 0x%x".formatted(map.size(), count, offset));
    }
    return (int) offset;
  }
}
