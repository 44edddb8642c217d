package io.vfio4j.plugin.nvgrace;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.Errno;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.linux.FileMapping;
import io.vfio4j.testkit.SimulatedServer;
import io.vfio4j.testkit.client.ClientRegion;
import io.vfio4j.testkit.client.VfioUserClient;
import io.vfio4j.testkit.client.VfioUserError;
import java.lang.foreign.MemorySegment;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A GH200 of 96 GiB as a VMM finds it: 95 GiB of usemem in 128 GiB of BAR 4, 1 GiB of resmem. */
class NvgraceOverSocketTest {
  private static final long GIB = 1L << 30;
  private static final long USEMEM_LENGTH = 95 * GIB;
  private static final long LAST_PAGE = USEMEM_LENGTH - 4096;
  private static final byte[] PATTERN = {0x47, 0x48, 0x32, 0x30, 0x30, 1, 2, 3};
  private static final byte[] ONES = {-1, -1, -1, -1, -1, -1, -1, -1};

  private final SimulatedServer server = SimulatedServer.start("gh200-96g", new NvgraceDriver());

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void isAGpuWhoseBarsSizeAsItsMemoryNeeds() {
    try (VfioUserClient client = server.connect()) {
      assertEquals(0x234210deL, client.readRegister(RegionIndex.CONFIG, 0, 4));
      assertEquals(0x0302, client.readRegister(RegionIndex.CONFIG, 0x0a, 2));
      assertEquals(GIB, size(client, NvgraceDevice.RESMEM));
      assertEquals(128 * GIB, size(client, NvgraceDevice.USEMEM));
    }
  }

  private static long size(VfioUserClient client, int bar) {
    int register = 0x10 + 4 * bar;
    client.writeRegister(RegionIndex.CONFIG, register, 4, 0xffffffffL);
    client.writeRegister(RegionIndex.CONFIG, register + 4, 4, 0xffffffffL);
    return -(client.readRegister(RegionIndex.CONFIG, register, 8) & ~0xfL);
  }

  @Test
  void mapsItsMemoryAndNothingBehindIt() {
    try (VfioUserClient client = server.connect();
        ClientRegion usemem = client.region(NvgraceDevice.USEMEM);
        ClientRegion resmem = client.region(NvgraceDevice.RESMEM)) {
      assertEquals(128 * GIB, usemem.size());
      assertEquals(List.of(new SparseMmapArea(0, USEMEM_LENGTH)), usemem.mappableAreas());
      assertEquals(GIB, resmem.size());
      assertEquals(List.of(new SparseMmapArea(0, GIB)), resmem.mappableAreas());
    }
  }

  @Test
  void showsThroughTheSocketWhatIsWrittenThroughTheMapping() {
    try (VfioUserClient client = server.connect();
        ClientRegion region = client.region(NvgraceDevice.USEMEM);
        FileMapping mapping = region.map(region.mappableAreas().getFirst())) {
      for (long offset : new long[] {0, USEMEM_LENGTH / 2, LAST_PAGE}) {
        MemorySegment place = mapping.segment().asSlice(offset, PATTERN.length);
        place.copyFrom(MemorySegment.ofArray(PATTERN));
        assertArrayEquals(PATTERN, client.read(NvgraceDevice.USEMEM, offset, PATTERN.length));
        client.write(NvgraceDevice.USEMEM, offset, ONES);
        assertArrayEquals(ONES, place.toArray(JAVA_BYTE));
      }
    }
  }

  @Test
  void readsOnesBehindUsememAndEndsWithItsBar() {
    try (VfioUserClient client = server.connect()) {
      client.write(NvgraceDevice.USEMEM, USEMEM_LENGTH - 4, PATTERN);
      assertArrayEquals(
          new byte[] {0x47, 0x48, 0x32, 0x30, -1, -1, -1, -1},
          client.read(NvgraceDevice.USEMEM, USEMEM_LENGTH - 4, 8));
      assertArrayEquals(ONES, client.read(NvgraceDevice.USEMEM, 128 * GIB - 8, 8));
      VfioUserError error =
          assertThrows(VfioUserError.class, () -> client.read(NvgraceDevice.USEMEM, 128 * GIB, 8));
      assertEquals(Errno.EINVAL, error.errno());
    }
  }

  @Test
  void isLeftToTheNextClientAsItWasButForItsBars() {
    try (VfioUserClient client = server.connect()) {
      client.write(NvgraceDevice.USEMEM, LAST_PAGE, PATTERN);
      client.write(NvgraceDevice.RESMEM, 0x1000, PATTERN);
      client.write(RegionIndex.CONFIG, 0x20, ONES);
    }
    try (VfioUserClient client = server.connect()) {
      assertArrayEquals(PATTERN, client.read(NvgraceDevice.USEMEM, LAST_PAGE, 8));
      assertArrayEquals(PATTERN, client.read(NvgraceDevice.RESMEM, 0x1000, 8));
      assertEquals(0xcL, client.readRegister(RegionIndex.CONFIG, 0x20, 8));
    }
  }

  @Test
  void keepsItsMemoryAndClearsItsBarsAtAReset() {
    try (VfioUserClient client = server.connect()) {
      client.write(NvgraceDevice.USEMEM, 0, PATTERN);
      client.write(RegionIndex.CONFIG, 0x18, ONES);
      client.reset();
      assertArrayEquals(PATTERN, client.read(NvgraceDevice.USEMEM, 0, 8));
      assertEquals(0xcL, client.readRegister(RegionIndex.CONFIG, 0x18, 8));
    }
  }

  /** The device takes such a write in four pieces; vfio-user knows no short writes. */
  @Test
  void takesAWriteThatCoversBothFakeBarsAndTheirNeighbours() {
    byte[] bytes = new byte[24];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (0xa0 + i);
    }
    try (VfioUserClient client = server.connect()) {
      client.write(RegionIndex.CONFIG, 0x14, bytes);
      assertEquals(0xabaaa9a880000000L | 0xc, client.readRegister(RegionIndex.CONFIG, 0x18, 8));
      assertEquals(0xb3b2b1a000000000L | 0xc, client.readRegister(RegionIndex.CONFIG, 0x20, 8));
    }
  }
}
