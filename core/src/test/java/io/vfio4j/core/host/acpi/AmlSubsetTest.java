package io.vfio4j.core.host.acpi;

import static io.vfio4j.core.host.acpi.Aml.ascii;
import static io.vfio4j.core.host.acpi.Aml.block;
import static io.vfio4j.core.host.acpi.Aml.device;
import static io.vfio4j.core.host.acpi.Aml.hex;
import static io.vfio4j.core.host.acpi.Aml.join;
import static io.vfio4j.core.host.acpi.Aml.list;
import static io.vfio4j.core.host.acpi.Aml.name;
import static io.vfio4j.core.host.acpi.Aml.pair;
import static io.vfio4j.core.host.acpi.Aml.properties;
import static io.vfio4j.core.host.acpi.Aml.qword;
import static io.vfio4j.core.host.acpi.Aml.ssdt;
import static io.vfio4j.core.host.acpi.Aml.table;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.host.acpi.aml.Finding;
import io.vfio4j.core.host.acpi.aml.Findings;
import io.vfio4j.core.host.acpi.aml.NamePath;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Where the subset of the language ends, and what is said there. */
final class AmlSubsetTest {
  private static final byte[] ADDRESS_1 = name("_ADR", hex("01"));
  private static final byte[] UNKNOWN = hex("5bfe");

  @Test
  void anOpcodeThatIsNotSupportedStopsItsScopeAlone() {
    byte[] stopped = device("DEV0", properties(pair("k", hex("01"))), UNKNOWN, ADDRESS_1);
    AcpiNamespace namespace = Tables.read(ssdt(stopped, device("DEV1", ADDRESS_1)));
    assertEquals(
        OptionalLong.empty(), Tables.device(namespace, "DEV0").address(), "behind the opcode");
    assertEquals(OptionalLong.of(1), Tables.device(namespace, "DEV0").integer("k"), "before it");
    assertEquals(OptionalLong.of(1), Tables.device(namespace, "DEV1").address());
  }

  @Test
  void theFindingHasTheTableTheOffsetAndThePath() {
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", ADDRESS_1, UNKNOWN)));
    int offset = 36 + 2 + 4 + 4 + ADDRESS_1.length;
    Finding finding = namespace.findings().getFirst();
    assertEquals(offset, finding.position().offset());
    assertTrue(
        finding
            .toString()
            .startsWith(
                "SSDT 'TEST' at 0x%x: \\DEV0: opcode 0x5bfe is not supported".formatted(offset)),
        finding.toString());
  }

  @Test
  void namesGoUpFromTheirScopeOrFromTheRoot() {
    byte[] up = block("5b82", hex("5e"), ascii("UPPR"), ADDRESS_1);
    byte[] root = block("5b82", hex("5c2e"), ascii("DEV0ROOT"), ADDRESS_1);
    byte[] multi = block("5b82", hex("5c2f03"), ascii("DEV0DEV1MULT"), ADDRESS_1);
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", device("DEV1", up, root, multi))));
    assertEquals(List.of(), namespace.findings());
    assertEquals(
        List.of("\\DEV0", "\\DEV0.DEV1", "\\DEV0.DEV1.MULT", "\\DEV0.ROOT", "\\DEV0.UPPR"),
        namespace.devices().stream().map(AcpiDevice::path).map(NamePath::toString).toList());
  }

  @Test
  void aScopeOfANullNameIsTheOneAround() {
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", block("10", hex("00"), ADDRESS_1))));
    assertEquals(OptionalLong.of(1), Tables.device(namespace, "DEV0").address());
  }

  @Test
  void aPackageMayCountItsElementsWithAnyConstant() {
    byte[] section = block("13", hex("0b0100"), pair("k", hex("01")));
    byte[] value = block("13", hex("0a02"), Aml.PROPERTIES_UUID, section);
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", name("_DSD", value))));
    assertEquals(List.of(), namespace.findings());
    assertEquals(OptionalLong.of(1), Tables.device(namespace, "DEV0").integer("k"));
  }

  @Test
  void aPackageOfMoreElementsThanThereAreTakesNoMemory() {
    byte[] section = block("13", hex("0effffffffffffffff"), pair("k", hex("01")));
    byte[] value = list(Aml.PROPERTIES_UUID, section);
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", name("_DSD", value))));
    assertEquals(List.of(), Tables.device(namespace, "DEV0").properties());
    assertEquals(1, namespace.findings().size());
  }

  @Test
  void aCountThatIsComputedIsReported() {
    byte[] value = block("13", hex("72010100"), hex("01"));
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", name("_DSD", value), ADDRESS_1)));
    assertEquals(1, namespace.findings().size());
    assertEquals(OptionalLong.of(1), Tables.device(namespace, "DEV0").address());
  }

  @Test
  void anExpressionWithANameThatIsNotKnownCannotBeSized() {
    byte[] region = join(hex("5b80"), ascii("REGN"), hex("00"), ascii("WHAT"), hex("01"));
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", region, ADDRESS_1)));
    assertEquals(OptionalLong.empty(), Tables.device(namespace, "DEV0").address());
    assertTrue(namespace.findings().getFirst().problem().startsWith("WHAT, not declared"));
  }

  @Test
  void aDsdtOfRevision1HasNumbersOf32Bits() {
    byte[] dsdt = table("DSDT", 1, device("DEV0", ADDRESS_1));
    byte[] ssdt =
        ssdt(
            block(
                "10",
                ascii("DEV0"),
                properties(pair("k", qword(0x12_3456_789aL)), pair("ones", hex("ff")))));
    AcpiNamespace namespace =
        AcpiNamespace.read(List.of(TableImage.of("ssdt", ssdt), TableImage.of("dsdt", dsdt)));
    AcpiDevice device = Tables.device(namespace, "DEV0");
    assertEquals(OptionalLong.of(0x3456_789aL), device.integer("k"));
    assertEquals(OptionalLong.of(0xffff_ffffL), device.integer("ones"));
    assertEquals(
        List.of("0x123456789a has more than 32 bits in a DSDT of revision 1"),
        Tables.problems(namespace));
  }

  @Test
  void aSecondDeclarationIsReportedAndDropped() {
    byte[] second = name("_ADR", hex("0a07"));
    AcpiNamespace namespace = Tables.read(ssdt(device("DEV0", ADDRESS_1, second)));
    assertEquals(OptionalLong.of(1), Tables.device(namespace, "DEV0").address());
    assertTrue(namespace.findings().getFirst().problem().startsWith("declared a second time"));
  }

  @Test
  void depthHasABound() {
    byte[] nested = ADDRESS_1;
    byte[] value = hex("01");
    for (int i = 0; i < 200; i++) {
      nested = block("10", hex("00"), nested);
      value = list(value);
    }
    AcpiNamespace namespace =
        Tables.read(ssdt(nested, device("DEV0", name("_DSD", value)), device("DEV1", ADDRESS_1)));
    assertEquals(2, namespace.findings().size(), () -> namespace.findings().toString());
    assertTrue(namespace.findings().getFirst().problem().startsWith("more than 64 levels deep"));
    assertEquals(OptionalLong.of(1), Tables.device(namespace, "DEV1").address());
  }

  /** Over all tables: an element of one byte takes tens of bytes of memory. */
  @Test
  void valuesHaveABound() {
    byte[] half = new byte[1 << 17];
    byte[] first = device("DEV0", name("_DSD", block("13", qword(half.length), half)));
    byte[] second = device("DEV1", name("_DSD", block("13", qword(half.length), half)));
    AcpiNamespace namespace = Tables.read(ssdt(first, second, device("DEV2", ADDRESS_1)));
    assertTrue(
        Tables.problems(namespace).stream().anyMatch(each -> each.startsWith("more than 262144")),
        () -> namespace.findings().toString());
    assertEquals(OptionalLong.empty(), Tables.device(namespace, "DEV2").address());
  }

  @Test
  void findingsHaveABound() {
    byte[][] devices = new byte[2 * Findings.MAX][];
    java.util.Arrays.fill(devices, device("DEV0", UNKNOWN));
    assertEquals(Findings.MAX, Tables.read(ssdt(devices)).findings().size());
  }
}
