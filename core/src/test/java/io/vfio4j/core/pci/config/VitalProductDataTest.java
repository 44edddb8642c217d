package io.vfio4j.core.pci.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.core.pci.FakeFunction;
import io.vfio4j.core.pci.Opened;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class VitalProductDataTest {
  private static final int ADDRESS = 0x42;
  private static final int DATA = 0x44;
  private static final int F = 0x8000;
  private static final int NOTHING = 0x7ffc;

  private final Map<Integer, Integer> content = new HashMap<>(Map.of(0, 0x03020100, 4, 0x07060504));
  private final FakeFunction function =
      CapabilityChainTest.chain(256, 0x40).with(0x40, "03 00 00 00 00 00 00 00");
  private int lastAddress;

  /** The registers at work: a write of the address does the transfer and turns F over. */
  private void answer() {
    int address = function.configRead(ADDRESS, 2);
    if (address == lastAddress) {
      return;
    }
    if ((address & F) != 0) {
      content.put(address & ~F, function.configRead(DATA, 4));
    } else {
      function.with(DATA, 4, content.getOrDefault(address, -1));
    }
    lastAddress = address ^ F;
    function.with(ADDRESS, 2, lastAddress);
  }

  private Opened device() {
    Opened device = Opened.on(function);
    function.with(ADDRESS, 2, NOTHING);
    lastAddress = NOTHING;
    function.afterConfigWrite(this::answer);
    return device;
  }

  @Test
  void readsADword() {
    Opened device = device();
    device.config(ADDRESS, 2, 4);

    assertEquals(4 | F, device.config(ADDRESS, 2));
    assertEquals(0x07060504, device.config(DATA, 4));
  }

  @Test
  void readsADwordThatStraddles() {
    Opened device = device();
    device.config(ADDRESS, 2, 2);

    assertEquals(0x05040302, device.config(DATA, 4));
  }

  @Test
  void writesADword() {
    Opened device = device();
    device.config(DATA, 4, 0xcafe);
    device.config(ADDRESS, 2, 8 | F);

    assertEquals(8, device.config(ADDRESS, 2));
    assertEquals(0xcafe, content.get(8));
  }

  @Test
  void leavesFAsItIsForAWriteThatIsNotAligned() {
    Opened device = device();
    device.config(ADDRESS, 2, 9 | F);

    assertEquals(9 | F, device.config(ADDRESS, 2));
  }

  @Test
  void leavesFAsItIsIfHardwareNeverAnswers() {
    Opened device = Opened.on(function);
    device.config(ADDRESS, 2, 4);

    assertEquals(4, device.config(ADDRESS, 2));
    assertEquals(0, device.config(DATA, 4));
  }

  @Test
  void startsWithTheUpperByteOfTheAddress() {
    Opened device = device();
    device.config(ADDRESS, 1, 4);
    assertEquals(4, device.config(ADDRESS, 2));

    device.config(ADDRESS + 1, 1, 0);
    assertEquals(4 | F, device.config(ADDRESS, 2));
  }
}
