package io.vfio4j.core.pci;

import static io.vfio4j.core.pci.Opened.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.ClientFiles;
import io.vfio4j.api.Errno;
import io.vfio4j.api.IoctlRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.Virtualization;
import io.vfio4j.core.pci.irq.FakeNotifier;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The reset of a bus and what it says of itself before. */
class HotResetTest {
  private static final HexFormat HEX = HexFormat.of();

  private final FakeFunction gpu = FakeFunction.gpu().at("0009:01:00.0").in(7);
  private final FakeFunction audio = new FakeFunction(256).at("0009:01:00.1").in(7);
  private final FakeFunction other = new FakeFunction(256).at("0009:01:02.3").in(8);
  private final Opened opened;
  private byte[] argument = {};

  HotResetTest() {
    FakeFunction.shareBus(gpu, audio, other);
    opened = Opened.on(gpu);
  }

  /** Descriptors 3 and 4 are the two groups; 5 is something else. */
  private static final class Groups implements ClientFiles {
    private static final Map<Integer, Integer> OPEN = Map.of(3, 7, 4, 8);

    @Override
    public EventNotifier eventFd(int number) {
      throw new AssertionError("an eventfd");
    }

    @Override
    public int iommuGroup(int number) {
      Integer group = OPEN.get(number);
      if (group == null) {
        throw VfioException.refused(number == 5 ? Errno.EINVAL : Errno.EBADF, "no group");
      }
      return group;
    }
  }

  private long ioctl(int command, String bytes) {
    argument = HEX.parseHex(bytes);
    return opened
        .device()
        .ioctl(new IoctlRequest(command, MemorySegment.ofArray(argument), new Groups()));
  }

  private long info(String bytes) {
    return ioctl(IoctlRequest.GET_PCI_HOT_RESET_INFO, bytes);
  }

  private long reset(String bytes) {
    return ioctl(IoctlRequest.PCI_HOT_RESET, bytes);
  }

  @Test
  void tellsWhatItWouldReset() {
    assertEquals(0, info("24000000 ffffffff 00000000".replace(" ", "") + "00".repeat(24)));
    assertEquals(
        "240000000000000003000000" + "0700000009000100" + "0700000009000101" + "0800000009000113",
        HEX.formatHex(argument));
  }

  @Test
  void tellsHowMuchRoomItWants() {
    assertErrno(Errno.ENOSPC, () -> info("0c0000000000000000000000"));
    assertEquals("0c0000000000000003000000", HEX.formatHex(argument));
    assertErrno(Errno.ENOSPC, () -> info("230000000000000000000000" + "00".repeat(24)));
    assertErrno(Errno.ENOSPC, () -> info("240000000000000000000000" + "00".repeat(23)));
  }

  @Test
  void resetsThemAllForWhoHasTheirGroups() {
    assertEquals(0, reset("140000000000000002000000" + "0400000003000000"));
    for (FakeFunction each : List.of(gpu, audio, other)) {
      assertEquals(List.of("reset"), each.takeNotes());
    }
  }

  @ParameterizedTest
  @CsvSource({
    "0b0000000000000001000000, EINVAL",
    "00, EINVAL",
    "100000000100000001000000 03000000, EINVAL",
    "0c0000000000000000000000, EINVAL",
    "1c0000000000000004000000 03000000040000000300000004000000, EINVAL",
    "100000000000000001000000 03000000, EINVAL",
    "140000000000000002000000 0300000005000000, EINVAL",
    "140000000000000002000000 0300000006000000, EBADF",
    "140000000000000002000000 03000000ffffffff, EBADF",
    "100000000000000002000000 03000000, EFAULT",
    "0c0000000000000002000000 03000000ffffffff, EBADF",
  })
  void resetsNothingElse(String bytes, Errno errno) {
    assertErrno(errno, () -> reset(bytes.replace(" ", "")));
    for (FakeFunction each : List.of(gpu, audio, other)) {
      assertEquals(List.of(), each.takeNotes());
    }
  }

  /** What the reset cleared, the host's interrupt layer had written: of each that was reset. */
  @Test
  void masksVectorsOfMsiAgain() {
    int masks = 0x8c;
    FakeFunction function = FakeFunction.gpu().with(0x7e, 2, 0x0182).in(7);
    FakeFunction neighbour = FakeFunction.gpu().with(0x7e, 2, 0x0182).in(7);
    FakeFunction.shareBus(function, neighbour);
    VfioPciCore device = Opened.on(function).device();
    for (VfioPciCore each : List.of(device, Opened.on(neighbour).device())) {
      var first = new IrqSet.Data.EventFds(List.of(Optional.of(new FakeNotifier())));
      each.setIrqs(new IrqSet(IrqIndex.MSI, 0, 1, IrqAction.TRIGGER, first));
    }
    assertEquals(0x2, function.configRead(masks, 4));

    function.with(masks, 4, 0);
    neighbour.with(masks, 4, 0);
    byte[] bytes = HEX.parseHex("100000000000000001000000" + "03000000");
    MemorySegment segment = MemorySegment.ofArray(bytes);
    device.ioctl(new IoctlRequest(IoctlRequest.PCI_HOT_RESET, segment, new Groups()));
    assertEquals(0x2, function.configRead(masks, 4));
    assertEquals(0x2, neighbour.configRead(masks, 4));
  }

  @Test
  void isNotThereOnARootBus() {
    Opened alone = Opened.on(FakeFunction.gpu());
    for (int command :
        new int[] {IoctlRequest.GET_PCI_HOT_RESET_INFO, IoctlRequest.PCI_HOT_RESET}) {
      byte[] bytes = HEX.parseHex("100000000000000001000000" + "03000000");
      IoctlRequest request = new IoctlRequest(command, MemorySegment.ofArray(bytes), new Groups());
      assertErrno(Errno.ENODEV, () -> alone.device().ioctl(request));
    }
  }

  @Test
  void leavesVirtualFunctionsOut() {
    other.with(new Virtualization(Optional.of(PciAddress.parse("0009:01:00.0")), false, false));
    assertErrno(Errno.EINVAL, () -> reset("140000000000000002000000" + "0400000003000000"));
  }
}
