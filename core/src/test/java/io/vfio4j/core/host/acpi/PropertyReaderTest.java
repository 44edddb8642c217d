package io.vfio4j.core.host.acpi;

import static io.vfio4j.core.host.acpi.Aml.device;
import static io.vfio4j.core.host.acpi.Aml.hex;
import static io.vfio4j.core.host.acpi.Aml.list;
import static io.vfio4j.core.host.acpi.Aml.name;
import static io.vfio4j.core.host.acpi.Aml.pair;
import static io.vfio4j.core.host.acpi.Aml.properties;
import static io.vfio4j.core.host.acpi.Aml.ssdt;
import static io.vfio4j.core.host.acpi.Aml.string;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** What makes a property, by the rules of drivers/acpi/property.c. */
final class PropertyReaderTest {
  private static final Path FAULTY = Tables.TESTS.resolve("faulty-ssdt.aml");
  private static final byte[] ONE = hex("01");

  @Test
  void theFirstOfTwoWithTheSameKeyCounts() throws IOException {
    AcpiNamespace namespace = Tables.read(FAULTY);
    AcpiDevice device = Tables.device(namespace, "\\_SB.DUP0");
    assertEquals(OptionalLong.of(0x18_0000_0000L), device.integer("nvidia,gpu-mem-size"));
    assertEquals(2, device.properties().size());
    assertTrue(contains(namespace, "'nvidia,gpu-mem-size' a second time, the first is SSDT"));
  }

  @Test
  void aMethodIsDynamic() throws IOException {
    AcpiNamespace namespace = Tables.read(FAULTY);
    assertEquals(List.of(), Tables.device(namespace, "\\_SB.DYN0").properties());
    assertTrue(contains(namespace, "its _DSD is dynamic, unsupported"));
  }

  @Test
  void aConditionalBlockIsDynamic() throws IOException {
    assertTrue(contains(Tables.read(FAULTY), "a conditional block may declare a _DSD"));
  }

  @Test
  void onePropertyThatIsNoPairVoidsItsSection() throws IOException {
    AcpiNamespace namespace = Tables.read(FAULTY);
    assertEquals(List.of(), Tables.device(namespace, "\\_SB.VOID").properties());
    assertTrue(contains(namespace, "no pair of key and value, and it voids all of its section"));
  }

  @Test
  void aReferenceIsNotFollowed() throws IOException {
    AcpiNamespace namespace = Tables.read(FAULTY);
    AcpiDevice device = Tables.device(namespace, "\\_SB.TEXT");
    assertEquals(OptionalLong.empty(), device.integer("nvidia,gpu-mem-size"));
    assertTrue(contains(namespace, "'nvidia,gpu-mem-size' refers to SIZE, which is not followed"));
  }

  @Test
  void aTextIsNoNumber() throws IOException {
    AcpiDevice device = Tables.device(Tables.read(FAULTY), "\\_SB.TEXT");
    assertEquals(OptionalLong.empty(), device.integer("nvidia,gpu-mem-base-pa"));
    assertTrue(device.property("nvidia,gpu-mem-base-pa").isPresent());
  }

  @Test
  void sectionsOfOtherUuidsArePassedOver() {
    byte[] other = Aml.PROPERTIES_UUID.clone();
    other[other.length - 1] = 2;
    byte[] value =
        list(other, list(pair("k", ONE)), Aml.PROPERTIES_UUID, list(pair("k", hex("0a02"))));
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", name("_DSD", value))));
    assertEquals(List.of(), namespace.findings());
    assertEquals(OptionalLong.of(2), Tables.device(namespace, "DEV0").integer("k"));
  }

  @Test
  void aPairThatIsNoneEndsWhatIsRead() {
    byte[] section = list(pair("k", ONE));
    byte[] value =
        list(Aml.PROPERTIES_UUID, section, string("no UUID"), section, Aml.PROPERTIES_UUID, list());
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", name("_DSD", value))));
    assertEquals(OptionalLong.of(1), Tables.device(namespace, "DEV0").integer("k"));
    assertEquals(
        List.of("no pair of UUID and package, and it ends what is read"),
        Tables.problems(namespace));
  }

  @Test
  void anOddNumberOfElementsIsNoPackageOfPairs() {
    byte[] value = list(Aml.PROPERTIES_UUID, list(pair("k", ONE)), ONE);
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", name("_DSD", value))));
    assertEquals(List.of(), Tables.device(namespace, "DEV0").properties());
    assertEquals(List.of("its _DSD is no package of pairs"), Tables.problems(namespace));
  }

  @Test
  void aBufferIsNoValue() {
    byte[] buffer = Aml.block("11", hex("0a01 00"));
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", properties(pair("k", buffer)))));
    assertEquals(List.of(), Tables.device(namespace, "DEV0").properties());
    assertEquals(1, namespace.findings().size());
  }

  @Test
  void aKeyFromAStrangerPrintsNoControlCharacters() {
    byte[] twice = pair("k\033[2J", ONE);
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", properties(twice, twice))));
    assertEquals(1, namespace.findings().size());
    assertTrue(contains(namespace, "'k?[2J' a second time"));
  }

  private static boolean contains(AcpiNamespace namespace, String start) {
    return Tables.problems(namespace).stream().anyMatch(problem -> problem.startsWith(start));
  }
}
