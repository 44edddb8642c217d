package io.vfio4j.core.vmm.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is kept of a buffer, and what is not. */
class SlicesTest {
  private final MemorySegment buffer = Arena.ofAuto().allocate(256);

  @ParameterizedTest
  @ValueSource(longs = {1, 4, 8, 64})
  void keepsASliceForAsLongAsTheBufferIsTheSame(long size) {
    Slices slices = new Slices(false);
    MemorySegment slice = slices.of(buffer, 32, size);
    assertEquals(buffer.address() + 32, slice.address());
    assertEquals(size, slice.byteSize());
    assertSame(slice, slices.of(buffer, 32, size));
  }

  @Test
  void aLongerBufferAtTheSameAddressIsAnother() {
    MemorySegment shorter = buffer.asSlice(0, 64);
    assertEquals(shorter, buffer, "equal, though not as long");
    Slices slices = new Slices(false);
    slices.of(shorter, 32, 8);
    assertEquals(224, slices.of(buffer, 32, 224).byteSize());
  }

  @Test
  void makesThemReadOnlyIfAsked() {
    assertTrue(new Slices(true).of(buffer, 32, 8).isReadOnly());
  }
}
