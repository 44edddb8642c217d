package io.vfio4j.core.host.acpi;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.host.acpi.aml.NamePath;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class PciNodesTest {
  /**
   * The bridges of host-dsdt.asl: a root port, a switch and its port; and a port of another host.
   */
  private static final Map<String, Integer> BUSES =
      Map.of("0000:00:04.0", 1, "0000:01:00.0", 2, "0000:02:02.0", 3, "0013:40:00.0", 0x41);

  private AcpiNamespace namespace;

  @BeforeEach
  void read() throws IOException {
    namespace = Tables.read(Tables.TESTS.resolve("host-dsdt.aml"));
  }

  @Test
  void findsAFunctionOfTheRootBus() {
    assertEquals(Optional.of("\\_SB.PC00.GFX0"), node("0000:00:02.0"));
  }

  @Test
  void findsAFunctionBelowThreeBridges() {
    assertEquals(Optional.of("\\_SB.PC00.RP04.SW00.DN02.GPU1"), node("0000:03:00.1"));
  }

  @Test
  void findsAFunctionOfAnotherSegmentWhoseRootBusIsNotZero() {
    assertEquals(Optional.of("\\_SB.PC13.RP00.GPU0"), node("0013:41:00.0"));
  }

  @Test
  void findsNothingWhereThereIsNoNode() {
    assertEquals(Optional.empty(), node("0000:03:01.0"));
    assertEquals(Optional.empty(), node("0000:07:00.0"));
    assertEquals(Optional.empty(), node("0001:00:02.0"));
  }

  @Test
  void findsNothingBelowABridgeWhoseBusIsNotKnown() {
    assertEquals(
        Optional.empty(),
        namespace.device(PciAddress.parse("0000:03:00.0"), _ -> OptionalInt.empty()));
  }

  @Test
  void bridgesThatAllHaveTheSameBusBelowThemDoNotGoOnForEver() {
    PciAddress address = PciAddress.parse("0000:09:00.0");
    assertEquals(Optional.empty(), namespace.device(address, _ -> OptionalInt.of(0)));
  }

  @Test
  void followsAChainOfAddresses() {
    Optional<AcpiDevice> gpu = namespace.device(0, 0, List.of(0x40000L, 0L, 0x20000L, 1L));
    assertEquals(Optional.of("\\_SB.PC00.RP04.SW00.DN02.GPU1"), text(gpu));
    assertEquals(Optional.empty(), namespace.device(0, 0, List.of(0x40000L, 1L)));
    assertEquals(Optional.empty(), namespace.device(0, 1, List.of(0x40000L)));
  }

  private Optional<String> node(String address) {
    return text(namespace.device(PciAddress.parse(address), PciNodesTest::below));
  }

  private static OptionalInt below(PciAddress bridge) {
    Integer bus = BUSES.get(bridge.toString());
    return bus == null ? OptionalInt.empty() : OptionalInt.of(bus);
  }

  private static Optional<String> text(Optional<AcpiDevice> device) {
    return device.map(AcpiDevice::path).map(NamePath::toString);
  }
}
