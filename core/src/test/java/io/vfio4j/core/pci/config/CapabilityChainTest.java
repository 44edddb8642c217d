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

class CapabilityChainTest {

  static FakeFunction chain(int configSize, int first) {
    return new FakeFunction(configSize)
        .with(Header.STATUS, 2, 0x0010)
        .with(Header.CAPABILITIES, 1, first);
  }

  @Test
  void jumpsOverAHiddenCapabilityAndLeavesItsBytesRaw() {
    FakeFunction function =
        chain(256, 0x40).with(0x40, "12 50 00 00").with(0x50, "0d 60").with(0x60, "11 00");
    Opened device = Opened.on(function);

    assertEquals("1260", device.read(RegionIndex.CONFIG, 0x40, 2));
    device.config(0x50, 4, 0x12345678);
    assertEquals(List.of("050/4=12345678"), function.takeNotes());
  }

  @Test
  void jumpsOverAHiddenFirstCapability() {
    Opened device = Opened.on(chain(256, 0x40).with(0x40, "0a 50").with(0x50, "01 00"));

    assertEquals(0x50, device.config(Header.CAPABILITIES, 1));
  }

  @Test
  void saysThatThereAreNoneIfAllAreHidden() {
    Opened device = Opened.on(chain(256, 0x40).with(0x40, "0a 50").with(0x50, "14 00"));

    assertEquals(0, device.config(Header.STATUS, 2));
    assertEquals(0, device.config(Header.CAPABILITIES, 1));
  }

  @Test
  void endsOnAChainThatBitesItsTail() {
    Opened device = Opened.on(chain(256, 0x40).with(0x40, "11 50").with(0x50, "0a 40"));

    assertEquals(0x11, device.config(0x40, 1));
  }

  @Test
  void endsOnAChainThatLeadsIntoTheHeader() {
    Opened device = Opened.on(chain(256, 0x40).with(0x40, "11 10"));

    assertEquals("1110", device.read(RegionIndex.CONFIG, 0x40, 2));
  }

  @ParameterizedTest
  @ValueSource(ints = {0x00, 0x04, 0x06, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, 0x14, 0x15, 0xff})
  void hidesWhatItDoesNotKnow(int id) {
    Opened device = Opened.on(chain(256, 0x40).with(0x40, 1, id));

    assertEquals(0, device.config(Header.CAPABILITIES, 1));
  }

  /** The length is where writes begin to reach hardware as they are. */
  @ParameterizedTest
  @CsvSource({
    "02 00, 12",
    "07 00 00 00, 8",
    "07 00 00 10, 24",
    "08 00 00 a8, 24",
    "08 00 00 00, 28",
    "10 00 01 00, 20",
    "10 00 91 00, 12",
    "10 00 02 00, 0x34",
    "10 00 92 00, 0x2c",
    "11 00, 12",
    "12 00 10 00 00, 8",
    "12 00 10 00 0f, 16",
    "13 00, 6",
    "05 00 00 00, 10",
    "05 00 80 00, 14",
    "05 00 00 01, 20",
    "05 00 80 01, 24",
  })
  void ownsAsManyBytesAsTheCapabilityHas(String bytes, int length) {
    FakeFunction function = chain(256, 0x40).with(0x40, bytes);
    Opened device = Opened.on(function);
    int last = 0x40 + length - 1;
    device.config(0x40, 1, 0xa5);
    device.config(last + 1, 1, 0xa5);

    assertEquals(List.of("%03x/1=a5".formatted(last + 1)), function.takeNotes());
    assertEquals(length, ownedBytes(function));
  }

  private static int ownedBytes(FakeFunction function) {
    ConfigBytes virtual = new ConfigBytes(function.configSize());
    OwnerMap map = new OwnerMap(virtual.length(), new RawBytes(function));
    ConfigState base = new ConfigState(function, virtual);
    new StandardChain(base, map, new CapabilityOwners(base, new NoInterrupts(), () -> {})).walk();
    int owned = 0;
    for (int i = Header.LENGTH; i < virtual.length(); i++) {
      owned += map.at(i) instanceof RawBytes ? 0 : 1;
    }
    return owned;
  }

  @Test
  void hidesACapabilityThatDoesNotFit() {
    Opened device = Opened.on(chain(4096, 0xfc).with(0xfc, "01 00 03 00"));

    assertEquals(0, device.config(Header.CAPABILITIES, 1));
  }

  @Test
  void passesVendorCapabilitiesThroughRaw() {
    FakeFunction function = chain(256, 0x40).with(0x40, "09 00 08 5a");
    Opened device = Opened.on(function);
    device.config(0x40, 4, 0x11223344);
    device.config(0x44, 4, 0x55667788);

    assertEquals(List.of("040/4=11223344", "044/4=55667788"), function.takeNotes());
    assertEquals("09002211", device.read(RegionIndex.CONFIG, 0x40, 4));
  }

  @ParameterizedTest
  @ValueSource(strings = {"02 00 30 00", "08 00 00 a8", "11 00 07 80", "12 00 10 00"})
  void letsNothingBeWrittenToReadOnlyCapabilities(String bytes) {
    FakeFunction function = chain(256, 0x40).with(0x40, bytes);
    Opened device = Opened.on(function);
    device.config(0x40, 4, -1);
    device.config(0x44, 4, -1);

    assertEquals(List.of(), function.takeNotes());
    assertEquals(bytes.replace(" ", ""), device.read(RegionIndex.CONFIG, 0x40, 4));
  }

  /** For tests that are not about interrupts. */
  static final class NoInterrupts implements InterruptControl {
    @Override
    public void intxDisabled(boolean disabled) {}

    @Override
    public void restore() {}

    @Override
    public boolean msiActive() {
      return false;
    }

    @Override
    public int msiQueueSize() {
      return 0;
    }
  }
}
