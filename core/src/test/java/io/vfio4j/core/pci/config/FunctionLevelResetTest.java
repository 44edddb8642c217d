package io.vfio4j.core.pci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Express and advanced features: resets by a config bit, and what else they virtualise. */
class FunctionLevelResetTest {
  private static final int CAPABLE = 1 << 28;

  private static FakeFunction express(int capabilities, int control) {
    return CapabilityChainTest.chain(256, 0x40)
        .with(0x40, "10 00 02 00")
        .with(0x44, 4, capabilities)
        .with(0x48, 2, control);
  }

  private static FakeFunction advanced(int capabilities) {
    return CapabilityChainTest.chain(256, 0x40)
        .with(0x40, "13 00 06 00 00 00")
        .with(0x43, 1, capabilities);
  }

  @Test
  void resetsByExpressAndReadsTheBitAsZero() {
    FakeFunction function = express(CAPABLE, 0x2810);
    Opened device = Opened.on(function);
    device.config(0x48, 2, 0xa810);

    assertEquals(List.of("048/2=2810", "reset"), function.takeNotes());
    assertEquals(0x2810, device.config(0x48, 2));
  }

  /** Linux' PCI layer wakes it up first, and saves what is left for after the reset. */
  @Test
  void losesInD3WhatTheFunctionForgets() {
    FakeFunction function =
        express(CAPABLE, 0x2810)
            .with(0x41, 1, 0x80)
            .with(0x80, "01 00 03 00 00 00")
            .with(0x10, 4, 0xe0000000);
    Opened device = Opened.on(function);
    device.config(0x84, 2, 3);
    AtomicBoolean asleep = new AtomicBoolean(true);
    function.afterConfigWrite(() -> {
      if (function.configRead(0x84, 2) == 0 && asleep.getAndSet(false)) {
        function.with(0x48, 2, 0).with(0x10, 4, 0);
      }
    });
    device.config(0x48, 2, 0xa910);

    assertEquals(0, function.configRead(0x84, 2));
    assertEquals(0xe0000000, function.configRead(0x10, 4));
    assertEquals(0x2000, device.config(0x48, 2), "but for what is virtual");
  }

  @Test
  void doesNotResetWhatIsNotCapableOfIt() {
    FakeFunction function = express(0, 0);
    Opened device = Opened.on(function);
    device.config(0x48, 2, 0x8000);

    assertEquals(List.of("048/2=0"), function.takeNotes());
    assertEquals(0, device.config(0x48, 2));
  }

  @Test
  void goesOnIfTheResetFails() {
    FakeFunction function = express(CAPABLE, 0);
    Opened device = Opened.on(function);
    function.failReset(new VfioException(Errno.EAGAIN, "held by a test"));
    device.config(0x49, 1, 0x80);

    assertEquals(0, device.config(0x48, 2));
  }

  @ParameterizedTest
  @CsvSource({"0, false", "1, false", "2, false", "3, true"})
  void resetsByAdvancedFeaturesIfBothCapabilitiesAreThere(int capabilities, boolean resets) {
    FakeFunction function = advanced(capabilities);
    Opened device = Opened.on(function);
    device.config(0x44, 1, 0xff);

    assertEquals(resets ? List.of("reset") : List.of(), function.takeNotes());
    assertEquals(0, device.config(0x44, 1));
  }

  @Test
  void keepsThePayloadSizeToItself() {
    FakeFunction function = express(0, 0x0000);
    Opened device = Opened.on(function);
    device.config(0x48, 2, 0x00e0);

    assertEquals(0x00e0, device.config(0x48, 2));
    assertEquals(0, function.configRead(0x48, 2));
  }

  /** Sizes as fields: 0 for 128 bytes, 5 for 4096. */
  @ParameterizedTest
  @CsvSource({"1, 5, 5", "1, 0, 1", "3, 2, 3", "0, 2, 2", "1, 6, 7"})
  void readsAtLeastThePhysicalPayloadAtOnce(int payload, int wanted, int written) {
    FakeFunction function = express(0, payload << 5 | 7 << 12);
    Opened device = Opened.on(function);
    device.config(0x48, 2, wanted << 12);

    assertEquals(written << 12 | payload << 5, function.configRead(0x48, 2));
    assertEquals(wanted << 12, device.config(0x48, 2) & 0x7000);
  }

  @Test
  void writesTheRestOfItsControlRegistersToHardware() {
    FakeFunction function = express(0, 0);
    Opened device = Opened.on(function);
    device.config(0x48, 2, 0x0f1f);
    device.config(0x68, 2, 0xffff);
    device.config(0x50, 4, -1);

    assertEquals(List.of("048/2=d1f", "068/2=ffdf"), function.takeNotes());
  }
}
