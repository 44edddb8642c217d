package io.vfio4j.core.vmm.protocol;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.DeviceInfo;
import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqFlag;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.region.RegionFlag;
import io.vfio4j.api.region.RegionInfo;
import io.vfio4j.api.region.SparseMmapArea;
import java.lang.foreign.MemorySegment;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each message against its bytes, written down by hand from the specification, little endian. */
class GoldenMessagesTest {
  /** In front of the message, so that nothing is aligned. */
  private static final int SHIFT = 3;

  private static <V extends View> V over(V view, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex.replaceAll("\\s", ""));
    byte[] shifted = new byte[SHIFT + bytes.length];
    System.arraycopy(bytes, 0, shifted, SHIFT, bytes.length);
    view.wrap(MemorySegment.ofArray(shifted), SHIFT, bytes.length);
    return view;
  }

  private static <V extends View> V blank(V view, int size) {
    byte[] bytes = new byte[SHIFT + size];
    Arrays.fill(bytes, (byte) 0xee);
    view.wrap(MemorySegment.ofArray(bytes), SHIFT, size);
    return view;
  }

  private static void assertBytes(String hex, View view) {
    byte[] bytes = view.bytes().asSlice(view.start(), view.length()).toArray(JAVA_BYTE);
    assertEquals(hex.replaceAll("\\s", ""), HexFormat.of().formatHex(bytes));
  }

  private static void assertRefused(Runnable action) {
    assertEquals(Errno.EINVAL, assertThrows(VfioException.class, action::run).errno());
  }

  @Test
  void header() {
    Header header = over(new Header(), "feff 0900 20000000 10000000 00000000");
    assertEquals(0xfffe, header.id());
    assertEquals(Command.REGION_READ, header.command());
    assertEquals(32, header.size());
    assertTrue(header.request() && header.noReply() && !header.reply() && !header.failed());

    Header reply = over(new Header(), "0100 0b00 10000000 21000000 0e000000");
    assertTrue(reply.reply() && reply.failed() && !reply.request() && !reply.noReply());
    assertEquals(14, reply.errno());

    Header other = over(new Header(), "0100 0b00 10000000 02000000 00000000");
    assertFalse(other.reply() || other.request());
  }

  @Test
  void headersThatAreSent() {
    Header header = blank(new Header(), 16);
    header.putRequest(0x1_2345, Command.DMA_READ, 32);
    assertBytes("4523 0b00 20000000 00000000 00000000", header);
    header.putReply(7, Command.REGION_READ, 36);
    assertBytes("0700 0900 24000000 01000000 00000000", header);
    header.putError(7, Command.REGION_READ, 22);
    assertBytes("0700 0900 10000000 21000000 16000000", header);
  }

  @Test
  void version() {
    Version version = over(new Version(), "0000 0100 7b7d 00");
    assertEquals(0, version.major());
    assertEquals(1, version.minor());
    assertEquals("{}", version.text());
    assertTrue(version.hasText());
    assertFalse(over(new Version(), "0000 0000").hasText());
    assertRefused(over(new Version(), "0000 0000 7b7d")::text);
    assertRefused(over(new Version(), "0000 0000 227b ff22 7d00")::text);

    byte[] text = "{}".getBytes(StandardCharsets.US_ASCII);
    Version answer = blank(new Version(), (int) Version.size(text));
    answer.put(0, 1, text);
    assertBytes("0000 0100 7b7d 00", answer);
  }

  @Test
  void versionTextOfMoreThan64KibIsRefused() {
    Version version = blank(new Version(), 4 + (64 << 10) + 1);
    assertRefused(version::text);
  }

  @Test
  void dmaMap() {
    DmaMap map =
        over(new DmaMap(), "20000000 02000000 0010000000000000 00000000ffffffff 0000000001000000");
    map.check();
    assertFalse(map.readable());
    assertTrue(map.writable());
    assertEquals(0x1000, map.offset());
    assertEquals(0xffffffff00000000L, map.address());
    assertEquals(0x1_0000_0000L, map.size());
  }

  @Test
  void dmaMapWithoutOrWithUnknownFlagsOrTooSmallArgszIsRefused() {
    String rest = "0000000000000000 0000000000000000 0010000000000000";
    for (String head : List.of("20000000 00000000", "20000000 04000000", "1f000000 03000000")) {
      assertRefused(over(new DmaMap(), head + rest)::check);
    }
  }

  @Test
  void dmaUnmap() {
    DmaUnmap unmap = over(new DmaUnmap(), "18000000 00000000 0000100000000000 0000020000000000");
    unmap.check();
    assertFalse(unmap.all());
    assertEquals(0x100000, unmap.address());
    assertEquals(0x20000, unmap.size());
    DmaUnmap reply = blank(new DmaUnmap(), DmaUnmap.SIZE);
    reply.putReply(unmap);
    assertBytes("18000000 00000000 0000100000000000 0000020000000000", reply);
  }

  @Test
  void dmaUnmapOfAllWithAnAddressAndOfTheDirtyBitmapIsRefused() {
    assertRefused(
        over(new DmaUnmap(), "18000000 02000000 0000100000000000 0000000000000000")::check);
    assertRefused(
        over(new DmaUnmap(), "18000000 01000000 0000100000000000 0000020000000000")::check);
    DmaUnmap all = over(new DmaUnmap(), "18000000 02000000 0000000000000000 0000000000000000");
    all.check();
    assertTrue(all.all());
  }

  @Test
  void deviceInfo() {
    over(new DeviceGetInfo(), "20000000 00000000 00000000 00000000").check();
    assertRefused(over(new DeviceGetInfo(), "0f000000 00000000 00000000 00000000")::check);
    DeviceGetInfo reply = blank(new DeviceGetInfo(), DeviceGetInfo.SIZE);
    reply.putReply(DeviceInfo.pci(9, 5).withReset(true));
    assertBytes("10000000 03000000 09000000 05000000", reply);
    reply.putReply(DeviceInfo.pci(9, 5));
    assertBytes("10000000 02000000 09000000 05000000", reply);
  }

  @Test
  void regionInfoWithoutCapabilities() {
    DeviceGetRegionInfo asked =
        over(
            new DeviceGetRegionInfo(),
            "20000000 00000000 02000000 00000000 0000000000000000 0000000000000000");
    assertEquals(32, asked.argsz());
    assertEquals(2, asked.index());
    RegionInfo info = RegionInfo.of(2, 0x2000, EnumSet.of(RegionFlag.READ, RegionFlag.WRITE));
    DeviceGetRegionInfo reply = blank(new DeviceGetRegionInfo(), 32);
    reply.putReply(info, 0);
    assertBytes("20000000 03000000 02000000 00000000 0020000000000000 0000000000000000", reply);
  }

  @Test
  void regionInfoWithTwoAreasAndMsixMappable() {
    RegionInfo info =
        RegionInfo.of(4, 0x10000, EnumSet.allOf(RegionFlag.class))
            .withSparseMmapAreas(
                List.of(new SparseMmapArea(0, 0x1000), new SparseMmapArea(0x3000, 0xd000)))
            .withMsixMappable();
    assertEquals(88, DeviceGetRegionInfo.size(info));
    DeviceGetRegionInfo first = blank(new DeviceGetRegionInfo(), 32);
    first.putReply(info, 0x100000);
    assertBytes("58000000 07000000 04000000 00000000 0000010000000000 0000100000000000", first);
    DeviceGetRegionInfo second = blank(new DeviceGetRegionInfo(), 88);
    second.putReply(info, 0x100000);
    assertBytes(
        """
        58000000 0f000000 04000000 20000000 0000010000000000 0000100000000000
        0100 0100 50000000 02000000 00000000
        0000000000000000 0010000000000000 0030000000000000 00d0000000000000
        0300 0100 00000000\
        """,
        second);
  }

  @Test
  void regionIoFds() {
    DeviceGetRegionIoFds asked =
        over(new DeviceGetRegionIoFds(), "10000000 00000000 02000000 00000000");
    asked.check();
    assertEquals(2, asked.index());
    for (String bad : List.of("0f000000 0 0", "10000000 1 0", "10000000 0 1")) {
      String[] fields = bad.split(" ", -1);
      String hex = fields[0] + "0" + fields[1] + "000000 02000000 0" + fields[2] + "000000";
      assertRefused(over(new DeviceGetRegionIoFds(), hex)::check);
    }
    DeviceGetRegionIoFds reply = blank(new DeviceGetRegionIoFds(), 16);
    reply.putNone(2);
    assertBytes("10000000 00000000 02000000 00000000", reply);
  }

  @Test
  void irqInfo() {
    DeviceGetIrqInfo asked = over(new DeviceGetIrqInfo(), "10000000 00000000 01000000 00000000");
    asked.check();
    assertEquals(1, asked.index());
    DeviceGetIrqInfo reply = blank(new DeviceGetIrqInfo(), 16);
    reply.putReply(new IrqInfo(1, 32, Set.of(IrqFlag.EVENTFD, IrqFlag.NORESIZE)));
    assertBytes("10000000 09000000 01000000 20000000", reply);
  }

  @Test
  void setIrqs() {
    DeviceSetIrqs bools =
        over(new DeviceSetIrqs(), "17000000 22000000 02000000 05000000 03000000 000100");
    bools.check();
    assertEquals(DeviceSetIrqs.Kind.BOOL, bools.kind());
    assertEquals(IrqAction.TRIGGER, bools.action());
    assertEquals(2, bools.index());
    assertEquals(5, bools.first());
    assertEquals(3, bools.count());
    assertEquals(List.of(false, true, false), List.of(bools.bool(0), bools.bool(1), bools.bool(2)));

    DeviceSetIrqs eventFds =
        over(new DeviceSetIrqs(), "14000000 14000000 00000000 00000000 01000000");
    eventFds.check();
    assertEquals(DeviceSetIrqs.Kind.EVENTFD, eventFds.kind());
    assertEquals(IrqAction.UNMASK, eventFds.action());

    DeviceSetIrqs off = over(new DeviceSetIrqs(), "14000000 21000000 02000000 00000000 00000000");
    off.check();
    assertTrue(off.wholeIndexOff());
    assertEquals(
        IrqAction.MASK,
        over(new DeviceSetIrqs(), "14000000 09000000 00000000 00000000 01000000").action());
  }

  @Test
  void regionAccess() {
    RegionAccess asked = over(new RegionAccess(), "0004000000000000 07000000 04000000");
    assertEquals(0x400, asked.offset());
    assertEquals(7, asked.region());
    assertEquals(4, asked.count());
    RegionAccess reply = blank(new RegionAccess(), 20);
    reply.putReply(asked);
    assertBytes("0004000000000000 07000000 04000000 eeeeeeee", reply);
  }

  @Test
  void regionWriteMulti() {
    RegionWriteMulti asked =
        over(
            new RegionWriteMulti(),
            """
            0200000000000000
            1000000000000000 00000000 04000000 0102030405060708
            1400000000000000 02000000 08000000 1112131415161718\
            """);
    assertTrue(asked.complete());
    assertEquals(2, asked.entries());
    assertEquals(0x14, asked.offset(1));
    assertEquals(2, asked.region(1));
    assertEquals(8, asked.count(1));
    assertEquals(0x11, asked.bytes().get(JAVA_BYTE, asked.data(1)));
    assertFalse(over(new RegionWriteMulti(), "0100000000000000").complete());
    RegionWriteMulti reply = blank(new RegionWriteMulti(), 8);
    reply.putReply(2);
    assertBytes("0200000000000000", reply);
  }

  @Test
  void feature() {
    DeviceFeature asked = over(new DeviceFeature(), "10000000 0a000200 01020304");
    FeatureRequest request = asked.request();
    assertEquals(10, request.feature());
    assertTrue(request.set() && !request.get() && !request.probe());
    assertEquals(4, request.data().byteSize());
    DeviceFeature reply = blank(new DeviceFeature(), 8);
    reply.putReply(asked, 12);
    assertBytes("0c000000 0a000200", reply);
  }

  @Test
  void featureFlagsThatDoNotGoTogetherAreRefused() {
    for (String flags : List.of("0a000000", "0a000300", "0a000900")) {
      assertRefused(over(new DeviceFeature(), "10000000" + flags)::request);
    }
    assertTrue(over(new DeviceFeature(), "10000000 0a000700").request().probe());
    assertRefused(over(new DeviceFeature(), "07000000 0a000100")::request);
  }

  @Test
  void dmaAccess() {
    DmaAccess request = blank(new DmaAccess(), 16);
    request.putRequest(0x100000, 64);
    assertBytes("0000100000000000 4000000000000000", request);
    assertEquals(16, DmaAccess.Layout.SPECIFIED.data());
    assertEquals(12, DmaAccess.Layout.QEMU_10.data());
  }
}
