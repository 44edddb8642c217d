package io.vfio4j.testkit.fake;

import io.vfio4j.core.host.HostFunction;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Registers in the BARs of a simulated function that answer as a test says: hardware which a
 * profile cannot describe, or which fails when the test wants it to.
 *
 * <pre>{@code
 * ScriptedBars bars = new ScriptedBars()
 *     .onRead(0, 0x10, () -> ready ? 1 : 0)
 *     .onWrite(0, 0x14, commands::add);
 * SimulatedBinding.of("host.json", new AcmeDriver()).on(bars::around).bind();
 * }</pre>
 *
 * <p>Every register has 32 bits, little endian. A narrower read gives a part of it; a narrower
 * write is what reading gives with that part changed. Between the registers the BAR is what the
 * profile says, but it cannot be mapped: each access is seen. Scripts run on the thread that makes
 * the access, and what they throw is what the driver gets.
 *
 * @since 0.1
 */
public final class ScriptedBars {
  private final Map<Integer, NavigableMap<Long, ScriptedRegister>> bars = new HashMap<>();

  /** Without registers, for a start. */
  public ScriptedBars() {}

  /**
   * Has a register answer.
   *
   * @param bar 0 to 5
   * @param offset in the BAR, a multiple of 4
   * @param value what it reads as; the low 32 bits count
   */
  public ScriptedBars onRead(int bar, long offset, LongSupplier value) {
    ScriptedRegister register = register(bar, offset);
    return put(bar, offset, new ScriptedRegister(value, register.write()));
  }

  /**
   * Has a register take what is written. Without {@link #onRead} it reads as 0.
   *
   * @param bar 0 to 5
   * @param offset in the BAR, a multiple of 4
   * @param value takes what is written, 32 bits, zero-extended
   */
  public ScriptedBars onWrite(int bar, long offset, LongConsumer value) {
    ScriptedRegister register = register(bar, offset);
    return put(bar, offset, new ScriptedRegister(register.read(), value));
  }

  private ScriptedRegister register(int bar, long offset) {
    if (offset < 0 || offset % ScriptedRegister.WIDTH != 0) {
      throw new IllegalArgumentException("no register begins at 0x%x".formatted(offset));
    }
    return registers(bar).getOrDefault(offset, ScriptedRegister.NOTHING);
  }

  private NavigableMap<Long, ScriptedRegister> registers(int bar) {
    return bars.computeIfAbsent(bar, index -> new TreeMap<>());
  }

  private ScriptedBars put(int bar, long offset, ScriptedRegister register) {
    registers(bar).put(offset, register);
    return this;
  }

  /**
   * The function with these registers in its BARs.
   *
   * @param function of a simulated host, with a BAR wherever there are registers here
   * @throws IllegalArgumentException if it has not
   */
  public HostFunction around(HostFunction function) {
    bars.forEach((index, registers) -> {
      long end = registers.lastKey() + ScriptedRegister.WIDTH;
      if (function.bar(index).filter(bar -> end <= bar.size()).isEmpty()) {
        throw new IllegalArgumentException(
            "%s has no BAR %d of 0x%x bytes".formatted(function.address(), index, end));
      }
    });
    return new ScriptedFunction(function, bars);
  }
}
