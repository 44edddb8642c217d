package io.vfio4j.core.host.acpi;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.core.host.acpi.aml.Finding;
import io.vfio4j.core.host.acpi.aml.Findings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes of a table are, reading it ends, with findings inside the table. */
final class DamagedTablesTest {
  private static final int MUTATIONS = 4000;

  static List<Path> tables() throws IOException {
    return Tables.all();
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aTableThatEndsEarlyButSealedReadsUpToThere(Path file) throws IOException {
    byte[] table = Files.readAllBytes(file);
    for (int length = 36; length < table.length; length++) {
      byte[] cut = Tables.seal(Arrays.copyOf(table, length));
      check(cut, "length " + length);
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aTableWithBytesChangedIsReadOrReported(Path file) throws IOException {
    byte[] table = Files.readAllBytes(file);
    for (int seed = 0; seed < MUTATIONS; seed++) {
      byte[] mutated = mutate(table, new SplittableRandom(seed));
      check(Tables.seal(mutated), "seed " + seed);
    }
  }

  @ParameterizedTest
  @MethodSource("tables")
  void aTableWhoseHeaderIsNotSealedEither(Path file) throws IOException {
    byte[] table = Files.readAllBytes(file);
    for (int seed = 0; seed < MUTATIONS / 4; seed++) {
      byte[] damaged = table.clone();
      SplittableRandom random = new SplittableRandom(seed);
      damaged[random.nextInt(36)] = (byte) random.nextInt();
      check(damaged, "seed " + seed);
    }
  }

  private static byte[] mutate(byte[] table, SplittableRandom random) {
    byte[] mutated = table.clone();
    int changes = random.nextInt(1, 6);
    for (int i = 0; i < changes; i++) {
      int at = random.nextInt(36, table.length);
      switch (random.nextInt(4)) {
        case 0 -> mutated[at] = (byte) random.nextInt();
        case 1 -> mutated[at] ^= (byte) (1 << random.nextInt(8));
        case 2 -> mutated[at] = table[random.nextInt(36, table.length)];
        default -> {
          int length = Math.min(random.nextInt(1, 24), table.length - at);
          int from = random.nextInt(36, table.length - length + 1);
          System.arraycopy(table, from, mutated, at, length);
        }
      }
    }
    return mutated;
  }

  private static void check(byte[] table, String what) {
    AcpiNamespace namespace = Tables.read(table);
    assertTrue(namespace.findings().size() <= Findings.MAX, what);
    assertTrue(namespace.devices().size() <= table.length, what);
    for (Finding finding : namespace.findings()) {
      int offset = finding.position().offset();
      assertTrue(offset >= 0 && offset <= table.length, () -> what + ": " + finding);
      assertFalse(finding.toString().contains("\n"), what);
    }
  }
}
