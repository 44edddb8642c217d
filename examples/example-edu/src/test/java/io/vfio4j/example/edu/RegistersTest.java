package io.vfio4j.example.edu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.MmapRequest;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.testkit.SimulatedDevice;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The registers, by calls: what the card hands to its worker runs at once. */
class RegistersTest {
  private static final int COMMAND = 4;
  private static final int MEMORY_SPACE = 2;

  private SimulatedDevice simulated;

  @BeforeEach
  void open() {
    simulated = SimulatedDevice.bind("edu.json", new EduDriver());
    simulated.device().open();
    write(RegionIndex.CONFIG, COMMAND, 2, MEMORY_SPACE);
  }

  @AfterEach
  void close() {
    simulated.device().close();
    simulated.close();
  }

  private void write(int region, long offset, int width, long value) {
    byte[] bytes = new byte[Long.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putLong(value);
    MemorySegment source = MemorySegment.ofArray(bytes).asSlice(0, width).asReadOnly();
    assertEquals(width, simulated.device().write(region, offset, source));
  }

  private void write(long offset, long value) {
    write(RegionIndex.BAR0, offset, 4, value);
  }

  private long read(long offset, int width) {
    byte[] bytes = new byte[Long.BYTES];
    MemorySegment target = MemorySegment.ofArray(bytes).asSlice(0, width);
    assertEquals(width, simulated.device().read(RegionIndex.BAR0, offset, target));
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  private long read(long offset) {
    return read(offset, 4);
  }

  @Test
  void itSaysWhatItIs() {
    assertEquals(0x010000edL, read(0x00));
    write(0x00, 1);
    assertEquals(0x010000edL, read(0x00));
  }

  @Test
  void theLiveCheckInverts() {
    write(0x04, 0x12345678);
    assertEquals(0xedcba987L, read(0x04));
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 1", "5, 120", "12, 479001600", "13, 1932053504", "34, 0", "-1, 0"})
  void factorialsAreModulo32Bits(int number, long factorial) {
    write(0x08, number);
    assertEquals(factorial, read(0x08));
    assertEquals(0, read(0x20), "not computing any more");
  }

  @Test
  void aFactorialInterruptsIfTheStatusSaysSo() {
    write(0x08, 5);
    assertEquals(0, read(0x24));
    write(0x20, 0xff);
    assertEquals(0x80, read(0x20), "the other bits cannot be written");
    write(0x08, 5);
    assertEquals(1, read(0x24));
    assertTrue(simulated.function().pinAsserted());
  }

  @Test
  void whatIsRaisedStaysUntilAllOfItIsAcknowledged() {
    write(0x60, 0x5);
    write(0x60, 0x8);
    assertEquals(0xd, read(0x24));
    write(0x64, 0x9);
    assertEquals(0x4, read(0x24));
    assertTrue(simulated.function().pinAsserted());
    write(0x64, 0x4);
    assertEquals(0, read(0x24));
    assertFalse(simulated.function().pinAsserted());
  }

  @Test
  void nothingIsNoReasonToInterrupt() {
    write(0x60, 0);
    assertFalse(simulated.function().pinAsserted());
  }

  @Test
  void aRegisterOf64BitsTakesBothWidths() {
    write(RegionIndex.BAR0, 0x80, 8, 0x1_0000_0002L);
    assertEquals(0x1_0000_0002L, read(0x80, 8));
    assertEquals(2, read(0x80, 4));
    write(0x80, 7);
    assertEquals(7, read(0x80, 8));
  }

  @ParameterizedTest
  @CsvSource({
    "0x00, 1",
    "0x00, 2",
    "0x00, 8",
    "0x02, 4",
    "0x60, 4",
    "0x84, 4",
    "0xa0, 8",
    "0x40000, 4"
  })
  void whereThereIsNoSuchRegisterItReadsAsAllOnes(String offset, int width) {
    assertEquals(-1L >>> (64 - 8 * width), read(Long.decode(offset), width));
  }

  @ParameterizedTest
  @CsvSource({"1", "2", "8"})
  void writesOfOtherWidthsAreDropped(int width) {
    write(RegionIndex.BAR0, 0x04, width, 0);
    assertEquals(0, read(0x04));
  }

  @Test
  void aResetForgetsRegistersAndInterrupts() {
    write(0x04, 0);
    write(0x08, 5);
    write(0x20, 0x80);
    write(0x60, 1);
    write(0x90, 100);
    simulated.device().reset();
    for (long offset : new long[] {0x04, 0x08, 0x20, 0x24, 0x90}) {
      assertEquals(0, read(offset), () -> "register 0x" + Long.toHexString(offset));
    }
    assertFalse(simulated.function().pinAsserted());
  }

  @Test
  void theNextClientFindsNothingOfTheLast() {
    write(0x04, 0);
    simulated.device().close();
    simulated.device().open();
    write(RegionIndex.CONFIG, COMMAND, 2, MEMORY_SPACE);
    assertEquals(0, read(0x04));
  }

  @Test
  void registersCannotBeMapped() {
    assertFalse(simulated.device().regionInfo(RegionIndex.BAR0).mappable());
    MmapRequest page = MmapRequest.shared(RegionIndex.BAR0, 0, 4096);
    assertEquals(
        Errno.EINVAL,
        assertThrows(VfioException.class, () -> simulated.device().mmap(page)).errno());
  }

  @Test
  void aDmaMaskThatIsNoNumberFailsTheProbeAndSaysSo() {
    Map<String, String> wrong = Map.of("dma-mask", "28 bits");
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class,
            () -> SimulatedDevice.bind("edu.json", new EduDriver(), wrong));
    assertTrue(failure.getMessage().contains("dma-mask '28 bits' is not a number"));
  }
}
