package io.vfio4j.core.host.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.region.Caching;
import io.vfio4j.api.region.Mapping;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.profile.Profile;
import io.vfio4j.core.host.sim.profile.RegisterImage;
import io.vfio4j.core.host.sim.profile.RomProfile;
import java.lang.foreign.MemorySegment;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimBarTest {
  private static final String PROFILE =
      """
      {
        "description": "registers amid memory",
        "functions": [
          {
            "address": "0000:01:00.0",
            "ids": { "vendor": 1, "device": 2, "class": "0xff0000" },
            "bars": [
              { "index": 0, "kind": "memory-32", "size": "16KiB",
                "mappable": [{ "offset": "0x1000", "size": "0x1000" },
                             { "offset": "0x3000", "size": "0x1000" }],
                "initial": [{ "offset": "0x200", "value": "0x1122334455667788", "width": 8 },
                            { "offset": "0x208", "value": "0xab", "width": 1 }],
                "registers": [{ "offset": "0x104", "does": "read-only", "value": "0xcafef00d" },
                              { "offset": "0x108", "does": "read-only", "value": "0x01020304" },
                              { "offset": "0x2000", "does": "becomes", "value": "0xff",
                                "before": 7, "after": 2 }] },
              { "index": 5, "kind": "io", "size": 16,
                "registers": [{ "offset": 12, "does": "read-only", "value": 7 }] }
            ],
            "rom": { "data": "55 aa 01 02 03" }
          }
        ]
      }
      """;

  private final SimHost host = SimHost.load(Profile.parse(PROFILE, "test"));
  private final HostFunction function = host.functions().getFirst();
  private final HostBar bar = function.bar(0).orElseThrow();
  private final HostBar rom = function.bar(6).orElseThrow();

  @AfterEach
  void close() {
    host.close();
  }

  @ParameterizedTest
  @CsvSource({
    "0x100, 8, 0xcafef00d00000000",
    "0x104, 4, 0xcafef00d",
    "0x106, 2, 0xcafe",
    "0x107, 1, 0xca",
    "0x108, 8, 0x01020304",
    "0x200, 8, 0x1122334455667788",
    "0x204, 4, 0x11223344",
    "0x206, 2, 0x1122",
    "0x208, 8, 0xab",
    "0x3ff8, 8, 0",
  })
  void registersAreLittleEndianAtEveryWidth(String offset, int width, String value) {
    long expected = value.equals("0") ? 0 : Long.parseUnsignedLong(value.substring(2), 16);
    assertEquals(expected, bar.read(Long.decode(offset), width));
  }

  @Test
  void registerThatTakesTimeDoesSoAgainAfterAReset() {
    assertShownInTurn(7, 7, 0xff, 0xff);
    function.reset();
    assertShownInTurn(7);
    bar.write(0x2000, 4, 1);
    assertShownInTurn(7, 0xff);
  }

  private void assertShownInTurn(long... values) {
    for (long value : values) {
      assertEquals(value, bar.read(0x2000, 4));
    }
  }

  @Test
  void wideWriteAcrossARegisterChangesThePlainHalf() {
    bar.write(0x100, 8, 0x1111_1111_2222_2222L);
    assertEquals(0x2222_2222L, bar.read(0x100, 4));
    assertEquals(0xcafe_f00dL, bar.read(0x104, 4));
  }

  @Test
  void plainMemoryKeepsEveryWidth() {
    bar.write(0x300, 8, 0x8899_aabb_ccdd_eeffL);
    bar.write(0x302, 2, 0x1234);
    bar.write(0x307, 1, 0xff);
    assertEquals(0xff99_aabb_1234_eeffL, bar.read(0x300, 8));
  }

  @Test
  void copyEndsWhereARegisterBegins() {
    byte[] bytes = new byte[0x20];
    assertEquals(4, bar.copyOut(0x100, MemorySegment.ofArray(bytes)));
    assertEquals(0, bar.copyOut(0x104, MemorySegment.ofArray(bytes)));
    assertEquals(0, bar.copyOut(0x10b, MemorySegment.ofArray(bytes)));
    assertEquals(0x20, bar.copyOut(0x10c, MemorySegment.ofArray(bytes)));
    assertEquals(4, bar.copyIn(0x100, MemorySegment.ofArray(bytes)));
    assertEquals(0, bar.copyIn(0x108, MemorySegment.ofArray(bytes)));
    assertEquals(0x10, bar.copyOut(0x3ff0, MemorySegment.ofArray(bytes)));
  }

  @Test
  void copyMovesTheBytes() {
    byte[] out = new byte[8];
    bar.copyOut(0x201, MemorySegment.ofArray(out));
    assertArrayEquals(new byte[] {0x77, 0x66, 0x55, 0x44, 0x33, 0x22, 0x11, (byte) 0xab}, out);
    bar.copyIn(0x400, MemorySegment.ofArray(out));
    assertEquals(0xab11_2233_4455_6677L, bar.read(0x400, 8));
  }

  @Test
  void partsThatAProfileNamesCanBeMapped() {
    assertEquals(
        List.of(new SparseMmapArea(0x1000, 0x1000), new SparseMmapArea(0x3000, 0x1000)),
        bar.mappableAreas());
    Mapping mapping = bar.mapping(0x3000, 0x1000);
    assertEquals(0x3000, mapping.fileOffset());
    assertEquals(0x1000, mapping.length());
    assertEquals(Caching.UNCACHED, mapping.caching());
    assertEquals(0x4000, mapping.file().size());
  }

  @Test
  void ioBarHasRegistersToo() {
    HostBar io = function.bar(5).orElseThrow();
    assertEquals(HostBar.Kind.IO, io.kind());
    io.write(8, 4, 0x42);
    assertEquals(0x42, io.read(8, 4));
    assertEquals(7, io.read(12, 1));
    assertEquals(List.of(), io.mappableAreas());
  }

  @Test
  void romWithoutASignatureIsNone() {
    for (String data : new String[] {"55", "aa 55 01", "00 00"}) {
      RegisterImage image = new RegisterImage(3).put(0, HexFormat.ofDelimiter(" ").parseHex(data));
      assertEquals(0, new SimRom(new RomProfile(2048, 0, image)).contentSize());
    }
  }

  @Test
  void romIsItsImageAndAllOnes() {
    assertEquals(2048, rom.size());
    assertEquals(5, rom.contentSize());
    assertEquals(0x0201_aa55L, rom.read(0, 4));
    assertEquals(0xffff_ff03L, rom.read(4, 4));
    rom.write(0, 4, 0);
    assertEquals(0, rom.copyIn(0, MemorySegment.ofArray(new byte[4])));
    assertEquals(0xaa55, rom.read(0, 2));
    byte[] bytes = new byte[8];
    assertEquals(3, rom.copyOut(2, MemorySegment.ofArray(bytes)));
    assertEquals(0, rom.copyOut(100, MemorySegment.ofArray(bytes)));
    assertArrayEquals(new byte[] {1, 2, 3, 0, 0, 0, 0, 0}, bytes);
    VfioException e = assertThrows(VfioException.class, () -> rom.mapping(0, 1));
    assertEquals(Errno.EINVAL, e.errno());
  }

  @Test
  void msixTableIsMaskedAfterAReset() {
    try (PlainFunction plain = new PlainFunction()) {
      HostBar table = plain.bar(4);
      assertEquals(1, table.read(7 * 16 + 12, 4));
      table.write(7 * 16, 8, 0xfee0_0000L);
      table.write(7 * 16 + 8, 8, 0x41);
      assertEquals(0, table.read(7 * 16 + 12, 4));
      plain.function.reset();
      assertEquals(0, table.read(7 * 16, 8));
      assertEquals(1L << 32, table.read(7 * 16 + 8, 8));
    }
  }

  @Test
  void scratchRegistersOfThePlainFunctionForgetAtAReset() {
    try (PlainFunction plain = new PlainFunction()) {
      plain.bar(0).write(0x10, 4, 0x1234);
      plain.bar(2).write(0x10, 4, 0x1234);
      assertEquals(0x1234, plain.bar(0).read(0x10, 4));
      plain.function.reset();
      assertEquals(0, plain.bar(0).read(0x10, 4));
      assertEquals(0x1234, plain.bar(2).read(0x10, 4));
    }
  }
}
