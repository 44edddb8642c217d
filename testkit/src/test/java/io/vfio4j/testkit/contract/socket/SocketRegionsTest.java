package io.vfio4j.testkit.contract.socket;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.testkit.client.ClientRegion;
import io.vfio4j.testkit.client.GuestRam;
import io.vfio4j.testkit.contract.rule.RuleBroken;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the client does not map, it refuses itself; the server must not have sent it either. */
class SocketRegionsTest {
  private static final int READ_AND_WRITE = 3;
  private static final int MMAP = 4;

  private static ClientRegion region(int flags, Optional<Descriptor> file) {
    return new ClientRegion(2, flags, 0x1000, 0, List.of(), file);
  }

  @Test
  void aFileOfWhatCannotBeMappedBreaksTheRule() {
    try (GuestRam ram = GuestRam.ofSize(0x1000)) {
      ClientRegion brings = region(READ_AND_WRITE, Optional.of(ram.descriptor()));
      RuleBroken broken = assertThrows(RuleBroken.class, () -> SocketRegions.bringsNoFile(brings));
      assertEquals("region 2 has no flag MMAP and brings a file", broken.getMessage());
    }
  }

  @Test
  void aFileOfWhatCanBeMappedAndNoneOfWhatCannotAreRight() {
    try (GuestRam ram = GuestRam.ofSize(0x1000)) {
      ClientRegion mappable = region(READ_AND_WRITE | MMAP, Optional.of(ram.descriptor()));
      assertDoesNotThrow(() -> SocketRegions.bringsNoFile(mappable));
      ClientRegion without = region(READ_AND_WRITE, Optional.empty());
      assertDoesNotThrow(() -> SocketRegions.bringsNoFile(without));
    }
  }
}
