package io.vfio4j.core.host.sim.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ClaimsTest {
  private static final Place PLACE = Place.top("test");

  private final Claims claims = new Claims();

  private MemoryRange allocate(long from, long size) {
    MemoryRange range = claims.free(from, size);
    claims.claim(range, "allocated", PLACE);
    return range;
  }

  @Test
  void ownerIsWhoHoldsAnyByte() {
    claims.claim(new MemoryRange(16, 32), "a", PLACE);
    claims.claim(new MemoryRange(48, 4), "b", PLACE);
    assertEquals(Optional.empty(), claims.owner(new MemoryRange(0, 16)));
    assertEquals(Optional.of("a"), claims.owner(new MemoryRange(0, 17)));
    assertEquals(Optional.of("a"), claims.owner(new MemoryRange(40, 2)));
    assertEquals(Optional.of("b"), claims.owner(new MemoryRange(51, 100)));
    assertEquals(Optional.empty(), claims.owner(new MemoryRange(52, 1)));
    MemoryRange around = new MemoryRange(0, 100);
    assertThrows(ProfileException.class, () -> claims.claim(around, "c", PLACE));
  }

  /** Against looking at every address and every claim. */
  @Test
  void freeIsTheFirstPlaceThatNobodyHas() {
    Random random = new Random(5);
    List<MemoryRange> taken = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      long size = 1L << random.nextInt(6);
      long from = 100L * random.nextInt(3);
      if (random.nextInt(4) == 0) {
        MemoryRange fixed = new MemoryRange(random.nextInt(1000), size);
        if (claims.owner(fixed).isEmpty()) {
          claims.claim(fixed, "fixed", PLACE);
          taken.add(fixed);
        }
      } else {
        MemoryRange expected = first(from, size, taken);
        assertEquals(expected, allocate(from, size));
        taken.add(expected);
      }
    }
  }

  private static MemoryRange first(long from, long size, List<MemoryRange> taken) {
    long base = from;
    while (true) {
      MemoryRange range = new MemoryRange(base, size);
      if (base % size == 0 && taken.stream().noneMatch(range::overlaps)) {
        return range;
      }
      base++;
    }
  }

  /** As many as all BARs of a profile: looking at each claim took hours. */
  @Test
  void manyAreFoundFast() {
    assertTimeoutPreemptively(
        Duration.ofSeconds(20),
        () -> {
          for (int i = 0; i < 4096 * 6; i++) {
            assertEquals(16L * i, allocate(0, 16).base());
          }
        });
  }
}
