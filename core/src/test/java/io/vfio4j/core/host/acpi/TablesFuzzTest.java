package io.vfio4j.core.host.acpi;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vfio4j.core.host.acpi.aml.Finding;
import io.vfio4j.core.host.acpi.aml.Findings;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;

/**
 * Whatever the bytes, a table is read or reported. A build tries the inputs that are checked in;
 * with {@code JAZZER_FUZZ=1} Jazzer looks for more.
 */
@Tag("fuzz")
final class TablesFuzzTest {
  private static final int HEADER_SIZE = 36;

  @FuzzTest(maxDuration = "60s")
  void readsWhateverTheBytesAre(byte[] bytes) {
    check(bytes);
    if (bytes.length >= HEADER_SIZE) {
      byte[] sealed = Arrays.copyOf(bytes, bytes.length);
      System.arraycopy(Aml.ascii("DSDT"), 0, sealed, 0, 4);
      check(Tables.seal(sealed));
    }
  }

  private static void check(byte[] bytes) {
    AcpiNamespace namespace = Tables.read(bytes);
    assertTrue(namespace.findings().size() <= Findings.MAX);
    assertTrue(namespace.devices().size() <= bytes.length);
    for (Finding finding : namespace.findings()) {
      int offset = finding.position().offset();
      assertTrue(offset >= 0 && offset <= bytes.length, finding::toString);
    }
  }
}
