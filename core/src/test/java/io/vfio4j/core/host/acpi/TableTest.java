package io.vfio4j.core.host.acpi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class TableTest {
  private byte[] table;

  @BeforeEach
  void read() throws IOException {
    table = Files.readAllBytes(Tables.PROFILES.resolve("gh200-96g.aml"));
  }

  @Test
  void aWrongChecksumIsReportedAndTheTableReadAllTheSame() {
    table[9]++;
    AcpiNamespace namespace = Tables.read(table);
    assertEquals(1, namespace.findings().size());
    assertEquals(9, namespace.findings().getFirst().position().offset());
    assertFalse(Tables.device(namespace, "\\_SB.PC09.RP00.GPU0").properties().isEmpty());
  }

  @Test
  void theCureOfAChecksumIsTheRightOne() {
    byte right = table[9];
    table[9] = 0;
    String cure = Tables.read(table).findings().getFirst().cure();
    assertEquals("0x%02x would be right".formatted(right & 0xff), cure.split(",", 2)[0]);
  }

  @Test
  void everyShortenedFileIsRefusedWithOneFinding() {
    for (int length = 0; length < table.length; length++) {
      AcpiNamespace namespace = Tables.read(Arrays.copyOf(table, length));
      assertEquals(1, namespace.findings().size(), "length " + length);
      assertEquals(0, namespace.devices().size(), "length " + length);
    }
  }

  @Test
  void bytesBehindTheTableAreReported() {
    AcpiNamespace namespace = Tables.read(Arrays.copyOf(table, table.length + 3));
    assertEquals(List.of("3 bytes follow the table"), Tables.problems(namespace));
  }

  @Test
  void anotherTableIsRefused() {
    System.arraycopy(Aml.ascii("FACP"), 0, table, 0, 4);
    assertEquals(
        List.of("neither a DSDT nor an SSDT"), Tables.problems(Tables.read(Tables.seal(table))));
  }

  @Test
  void namesInAHeaderPrintNoControlCharacters() {
    System.arraycopy(Aml.hex("1b5b324a0a0d00ff"), 0, table, 16, 8);
    table[9]++;
    assertEquals("SSDT '?[2J????'", Tables.read(table).findings().getFirst().position().table());
  }

  @Test
  void aFileLargerThanAnyTableIsRefused() {
    byte[] large = new byte[TableImage.MAX_SIZE + 1];
    assertThrows(IllegalArgumentException.class, () -> TableImage.of("large", large));
  }
}
