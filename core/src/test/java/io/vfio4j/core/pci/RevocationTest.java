package io.vfio4j.core.pci;

import static io.vfio4j.core.pci.Opened.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.MappedRegion;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.core.host.sim.SimHost;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is mapped in this process goes and comes back, as vfio-pci-core's zaps and faults do. */
class RevocationTest {
  private static final int COMMAND = 0x04;
  private static final int POWER = 0x44;
  private static final int DEVICE_CONTROL = 0x68;
  private static final int FUNCTION_LEVEL_RESET = 0x8000;

  private final Arena arena = Arena.ofConfined();
  private final List<String> faults = new ArrayList<>();
  private SimHost host;
  private Opened opened;
  private MappedRegion mapped;

  @TempDir Path folder;

  @BeforeEach
  void map() {
    host = Profiles.host(folder, Profiles.RESETTABLE);
    opened = Opened.on(Profiles.function(host, "0000:01:00.0"));
    mapped = mapping().withFault(() -> faults.add("fault")).map(arena);
  }

  private Mapping mapping() {
    return opened.device().mmap(MmapRequest.shared(0, 0, 0x2000));
  }

  @AfterEach
  void close() {
    arena.close();
    host.close();
  }

  private int load(long offset) {
    MemorySegment word = MemorySegment.ofArray(new byte[4]);
    mapped.read(offset, word);
    return word.get(ValueLayout.JAVA_INT_UNALIGNED, 0);
  }

  private void store(long offset, int value) {
    MemorySegment word = MemorySegment.ofArray(new byte[4]);
    word.set(ValueLayout.JAVA_INT_UNALIGNED, 0, value);
    mapped.write(offset, word);
  }

  private void assertRevoked() {
    assertErrno(Errno.EFAULT, () -> load(0));
    assertErrno(Errno.EFAULT, () -> store(0, 1));
  }

  private int faults() {
    int count = faults.size();
    faults.clear();
    return count;
  }

  private void lowPower(int feature) {
    opened
        .device()
        .feature(
            new FeatureRequest(feature, false, true, false, MemorySegment.ofArray(new byte[0])));
  }

  @Test
  void faultsOnceAndIsTheRegionThen() {
    assertEquals(0, faults());
    store(0x1ffc, 0x12345678);
    assertEquals(0x12345678, load(0x1ffc));
    assertEquals("78563412", opened.read(0, 0x1ffc, 4));
    assertEquals(1, faults());
    assertThrows(IndexOutOfBoundsException.class, () -> load(0x1ffd));
    assertEquals(0x2000, mapped.length());
  }

  @Test
  void goesWithMemorySpaceAndComesBackWithIt() {
    store(0, 42);
    opened.config(COMMAND, 2, 0x0000);
    assertRevoked();
    opened.config(COMMAND, 2, 0x0002);
    assertEquals(42, load(0));
    assertEquals(2, faults());
  }

  /** Linux zaps on each write that leaves the bit off, and says nothing of what it was before. */
  @Test
  void staysUntouchedByWritesThatLeaveMemorySpaceOn() {
    load(0);
    opened.config(COMMAND, 2, 0x0006);
    opened.config(COMMAND + 1, 1, 0x01);
    load(0);
    assertEquals(1, faults());
  }

  @Test
  void goesInD3hotAndComesBackInD0() {
    store(0, 42);
    opened.config(POWER, 2, 3);
    assertRevoked();
    opened.config(POWER, 2, 0);
    assertEquals(42, load(0));
    assertEquals(2, faults());
  }

  @Test
  void faultsAnewAfterAReset() {
    load(0);
    opened.device().reset();
    load(0);
    assertEquals(2, faults());
  }

  @Test
  void faultsAnewAfterAFunctionLevelReset() {
    load(0);
    opened.config(DEVICE_CONTROL, 2, FUNCTION_LEVEL_RESET);
    load(0);
    assertEquals(2, faults());
  }

  @Test
  void goesInLowPowerThoughOperationsWakeTheFunction() {
    store(0, 42);
    lowPower(3);
    assertRevoked();
    assertEquals("2a000000", opened.read(0, 0, 4));
    assertRevoked();
    lowPower(5);
    assertEquals(42, load(0));
  }

  @Test
  void goesWithTheDevice() {
    load(0);
    opened.device().close();
    assertRevoked();
    opened.device().open();
    load(0);
  }

  @Test
  void canBeMadeWhileItCannotBeUsed() {
    opened.config(COMMAND, 2, 0);
    mapped = mapping().map(arena);
    assertRevoked();
    opened.config(COMMAND, 2, 2);
    load(0);
  }

  @Test
  void passesOnThatMemoryIsNotReadyYet() {
    VfioException notYet = VfioException.refused(Errno.EAGAIN, "in a moment");
    VfioException never = VfioException.refused(Errno.ETIME, "never");
    List<VfioException> answers = new ArrayList<>(List.of(notYet, never));
    mapped = mapping().withFault(() -> fail(answers)).map(arena);
    assertErrno(Errno.EAGAIN, () -> load(0));
    assertErrno(Errno.EFAULT, () -> load(0));
    load(0);
  }

  private static void fail(List<VfioException> answers) {
    if (!answers.isEmpty()) {
      throw answers.removeFirst();
    }
  }
}
