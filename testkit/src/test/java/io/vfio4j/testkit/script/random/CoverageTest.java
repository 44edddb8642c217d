package io.vfio4j.testkit.script.random;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.testkit.script.Operation;
import io.vfio4j.testkit.script.Transcript;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class CoverageTest {

  private static Coverage coverage() {
    Map<String, Predicate<Operation>> wanted = new LinkedHashMap<>();
    wanted.put("a reset", Operation.Reset.class::isInstance);
    wanted.put("a mapping", Operation.Mmap.class::isInstance);
    return new Coverage(wanted);
  }

  @Test
  void countsByKindWhatWasAskedAndWhatWasRefused() {
    Coverage coverage = coverage();
    coverage.add(
        Transcript.parse(
            """
            read 0 0x0 4 : EIO
            read 0 0x4 4 : 4 00000000
            read 2 0x4 4 : 4 00000000
            mmap 0 0x0 4096 : SIGBUS
            """));
    coverage.add(Transcript.parse("ioctl 0x3b70 16 00 : ENODEV 00"));
    assertEquals(
        """
          asked refused
              1       1 ioctl
              1       1 mmap 0
              2       1 read 0
              1       0 read 2
              0       0 a reset
              1       1 a mapping\
        """,
        coverage.toString());
  }

  @Test
  void namesWhatWasWantedAndNeverAsked() {
    Coverage coverage = coverage();
    assertEquals(List.of("a reset", "a mapping"), coverage.missing());
    coverage.add(Transcript.parse("reset : EINVAL"));
    assertEquals(List.of("a mapping"), coverage.missing());
  }
}
