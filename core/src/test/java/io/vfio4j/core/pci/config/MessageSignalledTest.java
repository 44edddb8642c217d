package io.vfio4j.core.pci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MessageSignalledTest {

  private static FakeFunction function(int control) {
    return CapabilityChainTest.chain(256, 0x40).with(0x40, 2, 5).with(0x42, 2, control);
  }

  private static void enable(Opened device, int vectors) {
    var none = Collections.nCopies(vectors, Optional.<io.vfio4j.api.irq.EventNotifier>empty());
    device
        .device()
        .setIrqs(
            new IrqSet(
                IrqIndex.MSI, 0, vectors, IrqAction.TRIGGER, new IrqSet.Data.EventFds(none)));
  }

  @Test
  void cannotBeTurnedOnByConfigWrites() {
    FakeFunction function = function(0x0086);
    Opened device = Opened.on(function);
    device.config(0x42, 2, 0x00b7);

    assertEquals(0x0086, device.config(0x42, 2));
    assertEquals(List.of("042/2=86"), function.takeNotes());
  }

  @Test
  void staysOnWhileItIsTheActiveKind() {
    FakeFunction function = function(0x0086);
    Opened device = Opened.on(function);
    enable(device, 3);
    assertEquals(0x00a7, function.configRead(0x42, 2));

    device.config(0x42, 2, 0x00f7);
    assertEquals(0x00a7, device.config(0x42, 2));
    device.config(0x42, 2, 0x0097);
    assertEquals(0x0097, function.configRead(0x42, 2));
  }

  /** What a client before left in hardware is more than this one has on. */
  @Test
  void saysHowManyAreOnOnceItOrWhatIsBeforeItIsWritten() {
    FakeFunction function = function(0x00a6);
    Opened device = Opened.on(function);
    enable(device, 2);
    assertEquals(0x00a6, device.config(0x42, 2));

    device.config(0x44, 2, 0);
    assertEquals(0x00a6, device.config(0x42, 2));
    device.config(0x40, 2, 0);
    assertEquals(0x0096, device.config(0x42, 2));
    assertEquals(0x0096, function.configRead(0x42, 2));
  }

  @Test
  void keepsAddressAndDataToItself() {
    FakeFunction function = function(0x0080);
    Opened device = Opened.on(function);
    device.config(0x44, 4, 0xfee00000);
    device.config(0x48, 4, 1);
    device.config(0x4c, 2, 0x4021);

    assertEquals(List.of(), function.takeNotes());
    assertEquals(0xfee00000, device.config(0x44, 4));
    assertEquals(1, device.config(0x48, 4));
    assertEquals(0x4021, device.config(0x4c, 2));
  }

  @Test
  void keepsTheShortFormsDataToItself() {
    FakeFunction function = function(0);
    Opened device = Opened.on(function);
    device.config(0x48, 2, 0x4021);

    assertEquals(List.of(), function.takeNotes());
    assertEquals(0x4021, device.config(0x48, 2));
  }

  @Test
  void letsHardwareMaskVectors() {
    FakeFunction function = function(0x0180);
    Opened device = Opened.on(function);
    device.config(0x50, 4, 0xff);
    device.config(0x54, 4, 0x7);

    assertEquals(List.of("050/4=ff", "054/4=7"), function.takeNotes());
    FakeFunction narrow = function(0x0100);
    Opened.on(narrow).config(0x4c, 4, 0xff);
    assertEquals(0xff, narrow.configRead(0x4c, 4));
  }
}
