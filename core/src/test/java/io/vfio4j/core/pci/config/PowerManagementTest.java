package io.vfio4j.core.pci.config;

import static io.vfio4j.core.pci.Opened.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.pci.FakeBar;
import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import io.vfio4j.core.pci.irq.FakeNotifier;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PowerManagementTest {
  private static final int CONTROL = 0x44;

  private static FakeFunction function(int capabilities) {
    return CapabilityChainTest.chain(256, 0x40)
        .with(0x40, 2, 0x0001)
        .with(0x42, 2, capabilities)
        .with(0, FakeBar.memory32(0x1000));
  }

  @Test
  void hidesWakeUpEvents() {
    FakeFunction function = function(0xfe03).with(CONTROL, 2, 0x8108);
    Opened device = Opened.on(function);
    device.config(CONTROL, 2, 0x8108);

    assertEquals(0x0603, device.config(0x42, 2));
    assertEquals(0x0008, device.config(CONTROL, 2));
  }

  @Test
  void reachesNoMemoryInD3() {
    FakeFunction function = function(3);
    Opened device = Opened.on(function);
    device.config(CONTROL, 2, 3);
    assertEquals(3, device.config(CONTROL, 2));
    assertErrno(Errno.EIO, () -> device.read(0, 0, 4));

    device.config(CONTROL, 2, 0);
    assertEquals("00010203", device.read(0, 0, 4));
  }

  /** The reset of a bus, for another client. */
  @Test
  void reachesMemoryAgainAfterAResetThatItDidNotAskFor() {
    FakeFunction function = function(3);
    Opened device = Opened.on(function);
    device.config(CONTROL, 2, 3);
    assertErrno(Errno.EIO, () -> device.read(0, 0, 4));

    function.with(CONTROL, 2, 0).reset();
    assertEquals("00010203", device.read(0, 0, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "0x0603, 0, 1, 1",
    "0x0003, 0, 1, 0",
    "0x0603, 0, 2, 2",
    "0x0203, 0, 2, 0",
    "0x0603, 1, 2, 2",
    "0x0603, 2, 1, 2",
    "0x0603, 3, 2, 3",
    "0x0603, 2, 3, 3",
    "0x0603, 3, 0, 0",
  })
  void goesDeeperOrWakesUpAsFarAsTheFunctionKnows(
      int capabilities, int first, int second, int state) {
    Opened device = Opened.on(function(capabilities));
    device.config(CONTROL, 2, first);
    device.config(CONTROL, 2, second);

    assertEquals(state, device.config(CONTROL, 1));
  }

  @Test
  void changesTheStateOnlyByAWriteThatBeginsThere() {
    FakeFunction function = function(3);
    Opened device = Opened.on(function);
    device.config(CONTROL + 1, 1, 3);

    assertEquals(List.of("045/1=2"), function.takeNotes());
    assertEquals(0, device.config(CONTROL, 1));
  }

  @Test
  void bringsBackWhatAFunctionForgetsInD3() {
    FakeFunction function =
        function(3)
            .with(0x41, 1, 0x50)
            .with(0x50, "11 60 00 80")
            .with(0x60, "10 00 02 00 00 00 00 00 10 28")
            .with(0x10, 4, 0xe0000000);
    Opened device = Opened.on(function);
    device.config(CONTROL, 2, 3);
    function.with(0x10, 4, 0).with(Header.COMMAND, 2, 0).with(0x52, 2, 0).with(0x68, 2, 0);
    device.config(CONTROL, 2, 0);

    assertEquals(0xe0000000, function.configRead(0x10, 4));
    assertEquals(0x8000, function.configRead(0x52, 2));
    assertEquals(0x2810, function.configRead(0x68, 2));
    assertEquals(Header.COMMAND_MEMORY, function.configRead(Header.COMMAND, 2));
  }

  @Test
  void bringsBackTheCommandRegisterOfPciX() {
    FakeFunction function = function(3).with(0x41, 1, 0x50).with(0x50, "07 00 42 00");
    Opened device = Opened.on(function);
    device.config(0x52, 2, 0x0043);
    device.config(CONTROL, 2, 3);
    function.with(0x52, 2, 0);
    device.config(CONTROL, 2, 0);
    assertEquals(0x0043, function.configRead(0x52, 2));

    device.device().close();
    assertEquals(0x0042, function.configRead(0x52, 2), "as it was at open");
  }

  @Test
  void bringsBackTheMasksOfMsiVectors() {
    int masks = 0x60;
    FakeFunction function = function(3).with(0x41, 1, 0x50).with(0x50, "05 00 82 01");
    Opened device = Opened.on(function);
    IrqSet.Data vectors = new IrqSet.Data.EventFds(List.of(Optional.of(new FakeNotifier())));
    device.device().setIrqs(new IrqSet(IrqIndex.MSI, 0, 1, IrqAction.TRIGGER, vectors));
    assertEquals(0x2, function.configRead(masks, 4));
    device.config(CONTROL, 2, 3);
    function.with(masks, 4, 0).with(0x52, 2, 0x0182);
    device.config(CONTROL, 2, 0);

    assertEquals(0x0183, function.configRead(0x52, 2));
    assertEquals(0x2, function.configRead(masks, 4));
  }

  @Test
  void bringsBackNothingFromASleepThatAResetEnded() {
    FakeFunction function = function(0x0603).with(0x10, 4, 0xe0000000);
    Opened device = Opened.on(function);
    device.config(CONTROL, 2, 3);
    function.with(CONTROL, 2, 0);
    device.config(CONTROL, 2, 1);
    function.with(0x10, 4, 0);
    device.config(CONTROL, 2, 0);

    assertEquals(0, function.configRead(0x10, 4));
  }

  @Test
  void bringsBackHowErrorsAreReported() {
    FakeFunction function =
        new FakeFunction(4096)
            .with(Header.STATUS, 2, 0x0010)
            .with(Header.CAPABILITIES, 1, 0x40)
            .with(0x40, "01 50 03 00")
            .with(0x50, "10 00 02 00")
            .with(0x100, "03 00 01 20")
            .with(0x200, 4, 0x00020001)
            .with(0x208, 4, 0x400000);
    Opened device = Opened.on(function);
    device.config(0x208, 4, 0x1000);
    device.config(CONTROL, 2, 3);
    function.with(0x208, 4, 0);
    device.config(CONTROL, 2, 0);
    assertEquals(0x1000, function.configRead(0x208, 4));

    device.device().close();
    assertEquals(0x400000, function.configRead(0x208, 4), "as it was at open");
  }

  @Test
  void leavesNoInterruptsOnWhenTheClientGoesWhileTheFunctionSleeps() {
    FakeFunction function =
        new FakeFunction(256)
            .with(Header.STATUS, 2, 0x0010)
            .with(Header.CAPABILITIES, 1, 0x40)
            .with(0x40, "01 50 03 00")
            .with(0x50, "11 00 07 00");
    Opened device = Opened.on(function);
    IrqSet.Data vectors = new IrqSet.Data.EventFds(List.of(Optional.of(new FakeNotifier())));
    device.device().setIrqs(new IrqSet(IrqIndex.MSIX, 0, 1, IrqAction.TRIGGER, vectors));
    assertEquals(0x8007, function.configRead(0x52, 2));

    device.config(CONTROL, 2, 3);
    device.device().close();
    assertEquals(0x0007, function.configRead(0x52, 2));
  }

  @Test
  void leavesTheHeaderAloneWhereTheFunctionKeepsIt() {
    FakeFunction function =
        function(3).with(CONTROL, 2, 8).readOnly(CONTROL, 2, 8).with(0x10, 4, 0xe0000000);
    Opened device = Opened.on(function);
    device.config(CONTROL, 2, 3);
    function.with(0x10, 4, 0);
    device.config(CONTROL, 2, 0);

    assertEquals(0, function.configRead(0x10, 4));
  }

  @Test
  void wakesUpForAResetAndForTheNextClient() {
    FakeFunction function = function(3).with(CONTROL, 2, 8);
    Opened device = Opened.on(function);
    device.config(CONTROL, 2, 3);
    device.device().reset();
    assertEquals(0, device.config(CONTROL, 1) & 3);

    device.config(CONTROL, 2, 3);
    device.device().close();
    assertEquals(0, function.configRead(CONTROL, 1) & 3);
  }
}
