package io.vfio4j.core.pci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExtendedChainTest {

  private static FakeFunction express() {
    return CapabilityChainTest.chain(4096, 0x40).with(0x40, "10 00 02 00");
  }

  private static FakeFunction extended(int start, int id, int version, int next) {
    return express().with(start, 4, id | version << 16 | next << 20);
  }

  @Test
  void leavesExtendedBytesRawWithoutExpress() {
    FakeFunction function =
        CapabilityChainTest.chain(4096, 0x40).with(0x40, "11 00").with(0x100, 4, 0x15010003);
    Opened device = Opened.on(function);
    device.config(0x100, 4, 7);

    assertEquals(7, device.config(0x100, 4));
  }

  @Test
  void leavesExtendedBytesRawWithoutAFirstCapability() {
    Opened device = Opened.on(express());
    device.config(0x100, 4, 7);

    assertEquals(7, device.config(0x100, 4));
  }

  @Test
  void anchorsTheChainWhereTheFirstOneIsHidden() {
    FakeFunction function = extended(0x100, 0x1d, 1, 0x150).with(0x150, 4, 0x00010003);
    Opened device = Opened.on(function);

    assertEquals(0x15000000, device.config(0x100, 4));
    device.config(0x100, 4, -1);
    device.config(0x104, 4, -1);
    assertEquals(List.of("104/4=ffffffff"), function.takeNotes());
  }

  @Test
  void jumpsOverTheHiddenAfterAHiddenFirst() {
    FakeFunction function =
        extended(0x100, 0x1d, 1, 0x150).with(0x150, 4, 0x20010025).with(0x200, 4, 0x00010003);
    Opened device = Opened.on(function);

    assertEquals(0x20000000, device.config(0x100, 4));
  }

  @Test
  void jumpsOverAHiddenOneInTheMiddle() {
    FakeFunction function =
        extended(0x100, 0x03, 1, 0x150).with(0x150, 4, 0x2002001e).with(0x200, 4, 0x00010018);
    Opened device = Opened.on(function);

    assertEquals(0x20010003, device.config(0x100, 4));
    assertEquals(0x00010018, device.config(0x200, 4));
  }

  @Test
  void readsZeroIfAllAreHidden() {
    Opened device = Opened.on(extended(0x100, 0x1d, 1, 0x150).with(0x150, 4, 0x00010025));

    assertEquals(0, device.config(0x100, 4));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x05, 0x06, 0x07, 0x0a, 0x0c, 0x11, 0x14, 0x19, 0x1a, 0x1b, 0x1d, 0x1e, 0x1f, 0x24, 0x25,
        0x26, 0x2a, 0x2e, 0x2f, 0x30, 0x31, 0x32, 0xffff
      })
  void hidesWhatItDoesNotShow(int id) {
    assertEquals(0, Opened.on(extended(0x100, id, 1, 0)).config(0x100, 4));
  }

  @ParameterizedTest
  @CsvSource({
    "0x01, 0, 0, 0x2c",
    "0x02, 0, 0, 28",
    "0x02, 7, 0, 112",
    "0x08, 0, 2, 48",
    "0x09, 3, 8, 128",
    "0x03, 0, 0, 12",
    "0x04, 0, 0, 16",
    "0x0b, 0x01800000, 0, 0x18",
    "0x0d, 0x00, 0, 8",
    "0x0d, 0x0020, 0, 40",
    "0x0d, 0x0820, 0, 12",
    "0x0e, 0, 0, 8",
    "0x0f, 0, 0, 8",
    "0x18, 0, 0, 8",
    "0x10, 0, 0, 0x40",
    "0x12, 0, 0, 40",
    "0x13, 0, 0, 16",
    "0x15, 0, 0x60, 28",
    "0x16, 0x5, 0, 22",
    "0x17, 0, 0, 12",
    "0x17, 0x00030200, 0, 20",
    "0x17, 0x00030400, 0, 12",
    "0x23, 0x03c110de, 0, 0x3c",
  })
  void knowsTheLengthOfEachCapability(int id, long second, long third, int length) {
    FakeFunction function =
        extended(0x100, id, 1, 0).with(0x104, 4, (int) second).with(0x108, 4, (int) third);

    assertEquals(length, ExtendedCapabilities.length(function, id, 0x100));
  }

  @Test
  void endsOnAChainAtTheVeryEnd() {
    FakeFunction function = extended(0x100, 0x03, 1, 0xffc).with(0xffc, 4, -1);

    assertEquals(0x0003, Opened.on(function).config(0x100, 2));
  }

  @Test
  void writesErrorReportingBitsOnly() {
    FakeFunction function = extended(0x100, 0x01, 2, 0);
    Opened device = Opened.on(function);
    device.write(RegionIndex.CONFIG, 0x100, "ff".repeat(0x2c));

    assertEquals(
        List.of(
            "104/4=3fff031",
            "108/4=3fff031",
            "10c/4=3fff031",
            "110/4=f1c1",
            "114/4=f1c1",
            "118/4=140"),
        function.takeNotes());
  }

  @Test
  void writesOneByteOfPowerBudgeting() {
    FakeFunction function = extended(0x100, 0x04, 1, 0);
    Opened device = Opened.on(function);
    device.write(RegionIndex.CONFIG, 0x100, "ff".repeat(16));

    assertEquals(List.of("108/4=ff"), function.takeNotes());
  }

  @Test
  void passesVendorCapabilitiesThroughRaw() {
    FakeFunction function =
        extended(0x100, 0x23, 1, 0).with(0x104, 4, 0x01011e98).with(0x110, 4, 1);
    Opened device = Opened.on(function);
    device.config(0x108, 4, 0x99);
    device.config(0x100, 4, 0x99);

    assertEquals(List.of("108/4=99", "100/4=99"), function.takeNotes());
    assertEquals(0x00010023, device.config(0x100, 4));
  }

  @Test
  void dropsWritesToTheOthers() {
    FakeFunction function = extended(0x100, 0x10, 1, 0);
    Opened device = Opened.on(function);
    device.write(RegionIndex.CONFIG, 0x100, "ff".repeat(0x40));

    assertEquals(List.of(), function.takeNotes());
  }
}
