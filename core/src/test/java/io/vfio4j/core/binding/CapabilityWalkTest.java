package io.vfio4j.core.binding;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CapabilityWalkTest {
  private final FakeFunction function = new FakeFunction();
  private final CapabilityWalk walk = new CapabilityWalk(function);

  @BeforeEach
  void saysThatThereAreCapabilities() {
    function.config.putShort(0x06, (short) 0x0010);
    function.config.put(0x34, (byte) 0x40);
    capability(0x40, 0x01, 0x48);
    capability(0x48, 0x05, 0x60);
    capability(0x60, 0x10, 0);
    extended(0x100, 0x01, 0x200);
    extended(0x200, 0x23, 0x300);
    dvsec(0x200, 0x1e98, 0);
    extended(0x300, 0x23, 0);
    dvsec(0x300, 0x10de, 3);
  }

  private void capability(int offset, int id, int next) {
    function.config.put(offset, (byte) id).put(offset + 1, (byte) next);
  }

  private void extended(int offset, int id, int next) {
    function.config.putInt(offset, id | 1 << 16 | next << 20);
  }

  private void dvsec(int offset, int vendor, int id) {
    function.config.putShort(offset + 4, (short) vendor).putShort(offset + 8, (short) id);
  }

  @Test
  void findsACapability() {
    assertEquals(OptionalInt.of(0x40), walk.find(0x01));
    assertEquals(OptionalInt.of(0x60), walk.find(0x10));
    assertEquals(OptionalInt.empty(), walk.find(0x11));
  }

  @Test
  void theTwoLowBitsOfAPointerDoNotCount() {
    function.config.put(0x34, (byte) 0x43);
    capability(0x40, 0x01, 0x4b);
    assertEquals(OptionalInt.of(0x48), walk.find(0x05));
  }

  @Test
  void thereAreNoneIfTheStatusRegisterSaysSo() {
    function.config.putShort(0x06, (short) 0);
    assertEquals(OptionalInt.empty(), walk.find(0x01));
  }

  @Test
  void aChainThatLoopsEnds() {
    capability(0x60, 0x10, 0x40);
    assertEquals(OptionalInt.empty(), walk.find(0x11));
    extended(0x300, 0x23, 0x100);
    assertEquals(OptionalInt.empty(), walk.findExtended(0x0b));
  }

  @Test
  void aChainThatPointsIntoTheHeaderEnds() {
    capability(0x40, 0x01, 0x3c);
    function.config.put(0x3c, (byte) 0x05);
    assertEquals(OptionalInt.empty(), walk.find(0x05));
  }

  @Test
  void aFunctionThatIsGoneHasNone() {
    capability(0x40, 0xff, 0xff);
    assertEquals(OptionalInt.empty(), walk.find(0xff));
    function.config.putInt(0x100, -1);
    assertEquals(OptionalInt.empty(), walk.findExtended(0xffff));
  }

  @Test
  void findsTheFirstExtendedCapability() {
    assertEquals(OptionalInt.of(0x100), walk.findExtended(0x01));
    assertEquals(OptionalInt.of(0x200), walk.findExtended(0x23));
  }

  @Test
  void findsADvsecByVendorAndId() {
    assertEquals(OptionalInt.of(0x300), walk.findDvsec(0x10de, 3));
    assertEquals(OptionalInt.of(0x200), walk.findDvsec(0x1e98, 0));
    assertEquals(OptionalInt.empty(), walk.findDvsec(0x10de, 0));
  }

  @Test
  void aDvsecThatReachesBeyondConfigSpaceIsNone() {
    extended(0x300, 0x23, 0xffc);
    extended(0xffc, 0x23, 0);
    assertEquals(OptionalInt.empty(), walk.findDvsec(0x8086, 1));
  }

  @Test
  void aFunctionWithShortConfigSpaceHasNoExtendedOnes() {
    assertEquals(OptionalInt.empty(), new CapabilityWalk(new FakeFunction(256)).findExtended(0x01));
  }
}
