package io.vfio4j.api.pci;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PciAddressTest {

  @Test
  void readsWhatItWrites() {
    PciAddress address = new PciAddress(0x19, 0xfe, 0x1f, 7);
    assertEquals("0019:fe:1f.7", address.toString());
    assertEquals(address, PciAddress.parse("0019:FE:1f.7"));
  }

  @Test
  void withoutASegmentItIsSegmentZero() {
    assertEquals(new PciAddress(0, 1, 0, 0), PciAddress.parse("01:00.0"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1:0.0",
        "0000:01:00",
        "0000:01:00.8",
        "0000:01:20.0",
        "00000:01:00.0",
        "0000:01:00.0 "
      })
  void refusesWhatIsNoAddress(String text) {
    assertThrows(IllegalArgumentException.class, () -> PciAddress.parse(text));
  }

  @Test
  void isOrderedAsLspciListsThem() {
    List<String> sorted =
        Stream.of("0001:00:00.0", "0000:ff:1f.7", "0000:01:00.1", "0000:01:00.0", "0000:00:02.0")
            .map(PciAddress::parse)
            .sorted()
            .map(PciAddress::toString)
            .toList();
    assertEquals(
        List.of("0000:00:02.0", "0000:01:00.0", "0000:01:00.1", "0000:ff:1f.7", "0001:00:00.0"),
        sorted);
  }
}
