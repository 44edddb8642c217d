package ${package};

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.SimulatedDevice;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What this variant shows, where the contract leaves it free. */
class ${classPrefix}DeviceTest {
  private static final byte[] MEMORY_SPACE_ON = {2};
  private static final long COMMAND = 4;

  private SimulatedDevice simulated;

  @BeforeEach
  void open() {
    simulated = SimulatedDevice.bind("host.json", new ${classPrefix}Driver());
    simulated.device().open();
    MemorySegment on = MemorySegment.ofArray(MEMORY_SPACE_ON);
    simulated.device().write(RegionIndex.CONFIG, COMMAND, on);
  }

  @AfterEach
  void close() {
    simulated.device().close();
    simulated.close();
  }

  private byte[] read(long offset, int count) {
    try (Arena arena = Arena.ofConfined()) {
      MemorySegment target = arena.allocate(count);
      simulated.device().read(RegionIndex.BAR0, offset, target);
      return target.toArray(JAVA_BYTE);
    }
  }

  @Test
  void theIdentityRegisterReadsAsTheVariantSays() {
    assertArrayEquals("VFIO".getBytes(), read(${classPrefix}Device.IDENTITY, 4));
  }

  @Test
  void aPartOfTheRegisterIsAPartOfIt() {
    assertArrayEquals("IO".getBytes(), read(${classPrefix}Device.IDENTITY + 2, 2));
  }

  @Test
  void theRegisterBesideItIsTheHardwares() {
    assertArrayEquals(new byte[] {'O', 0x78, 0x56, 0x34}, read(3, 4));
  }
}
