package io.vfio4j.core.pci;

import static io.vfio4j.core.pci.Opened.assertErrno;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BarAccessTest {

  private static Opened device(FakeBar bar) {
    return Opened.on(new FakeFunction(256).with(0, bar));
  }

  @ParameterizedTest
  @CsvSource({
    "1, 7, 1@1 2@2 4@4",
    "0, 7, 4@0 2@4 1@6",
    "4, 12, 4@4 8@8",
    "6, 10, 2@6 8@8",
    "0, 8, 8@0",
    "3, 1, 1@3",
    "0xff, 4, 1@ff 2@100 1@102",
    "0, 24, 8@0 8@8 8@10",
  })
  void takesTheWidestAccessesThatFit(long offset, int count, String accesses) {
    FakeBar bar = FakeBar.memory64(0x1000);
    Opened device = device(bar);
    StringBuilder expected = new StringBuilder();
    for (int i = 0; i < count; i++) {
      expected.append("%02x".formatted(offset + i & 0xff));
    }
    List<String> reads = Arrays.stream(accesses.split(" ")).map(a -> "r" + a).toList();

    assertEquals(expected.toString(), device.read(0, offset, count));
    assertEquals(reads, bar.takeAccesses());
    assertEquals(count, device.write(0, offset, "00".repeat(count)));
    List<String> writes = reads.stream().map(a -> a.replace('r', 'w') + "=0").toList();
    assertEquals(writes, bar.takeAccesses());
  }

  @Test
  void writesLittleEndian() {
    FakeBar bar = FakeBar.memory64(0x1000);
    device(bar).write(0, 1, "f1f2f3f4f5f6f7f8f9fafbfcfdfeff");

    assertEquals(
        List.of("w1@1=f1", "w2@2=f3f2", "w4@4=f7f6f5f4", "w8@8=fffefdfcfbfaf9f8"),
        bar.takeAccesses());
  }

  @Test
  void clipsAtTheEnd() {
    Opened device = device(FakeBar.memory64(0x1000));

    assertEquals("fcfdfeff", device.read(0, 0xffc, 8));
    assertEquals(4, device.write(0, 0xffc, "0011223344556677"));
  }

  @ParameterizedTest
  @CsvSource({"0, 0x1000", "0, 0x7fffffffffffffff", "0, -1", "1, 0", "6, 0"})
  void answersEinvalWhereThereIsNothing(int region, long offset) {
    Opened device = device(FakeBar.memory64(0x1000));

    assertErrno(Errno.EINVAL, () -> device.read(region, offset, 4));
    assertErrno(Errno.EINVAL, () -> device.write(region, offset, "00000000"));
  }

  @Test
  void skipsTheMsixTable() {
    FakeBar bar = FakeBar.memory64(0x4000);
    Opened device = Opened.on(RegionsTest.withMsixTable(bar));

    assertEquals("fcfdfeff" + "ff".repeat(0x80) + "8081", device.read(2, 0x1ffc, 0x86));
    assertEquals(List.of("r4@1ffc", "r2@2080"), bar.takeAccesses());
    assertEquals(0x86, device.write(2, 0x1ffc, "00".repeat(0x86)));
    assertEquals(List.of("w4@1ffc=0", "w2@2080=0"), bar.takeAccesses());
    assertEquals("ffff", device.read(2, 0x2010, 2));
    assertEquals(List.of(), bar.takeAccesses());
  }

  @Test
  void readsThePendingBits() {
    FakeBar bar = FakeBar.memory64(0x4000);

    assertEquals("00010203", Opened.on(RegionsTest.withMsixTable(bar)).read(2, 0x3000, 4));
  }

  @Test
  void doesNotAskWhetherMemoryIsOnForTheMsixTable() {
    FakeBar bar = FakeBar.memory64(0x4000);
    Opened device = Opened.on(RegionsTest.withMsixTable(bar));
    device.config(0x04, 2, 0);

    assertEquals("ffffffff", device.read(2, 0x2000, 4));
    assertErrno(Errno.EIO, () -> device.read(2, 0x2078, 16));
    assertErrno(Errno.EIO, () -> device.write(2, 0x1ffc, "00".repeat(8)));
    assertEquals(List.of(), bar.takeAccesses());
  }

  @Test
  void reachesPortsWhateverTheCommandRegisterSays() {
    Opened device = device(FakeBar.io(0x20));
    device.config(0x04, 2, 0);

    assertEquals("04050607", device.read(0, 4, 4));
  }

  @Test
  void readsARomByFourBytesAtMostAndOnesBehindItsImage() {
    FakeBar rom = FakeBar.memory32(0x1000).content(0x206);
    Opened device = Opened.on(new FakeFunction(256).with(0, FakeBar.memory32(0x1000)).with(6, rom));

    assertEquals("000102030405ffff", device.read(6, 0x200, 8));
    assertEquals(List.of("r4@200", "r2@204"), rom.takeAccesses());
    assertErrno(Errno.EINVAL, () -> device.write(6, 0, "00"));
    device.config(0x04, 2, 0);
    assertErrno(Errno.EIO, () -> device.read(6, 0, 4));
  }

  @Test
  void copiesPlainMemoryBetweenRegisters() {
    FakeBar bar = FakeBar.memory64(0x1000).plainMemory(0x100, 0x100);
    Opened device = device(bar);
    device.write(0, 0xfe, "a1a2" + "5a".repeat(0x100) + "b1");

    assertEquals(List.of("w2@fe=a2a1", "w1@200=b1"), bar.takeAccesses());
    assertEquals("feff" + "5a".repeat(0x100) + "00", device.read(0, 0xfe, 0x103));
    assertEquals(List.of("r2@fe", "r1@200"), bar.takeAccesses());
    assertEquals("5a5a", device.read(0, 0x1fe, 2));
  }

  @Test
  void copiesPlainMemoryOnlyWhileMemoryIsOn() {
    Opened device = device(FakeBar.memory64(0x1000).plainMemory(0, 0x1000));
    device.config(0x04, 2, 0);

    assertErrno(Errno.EIO, () -> device.read(0, 0, 64));
    assertErrno(Errno.EIO, () -> device.write(0, 0, "00".repeat(64)));
  }
}
