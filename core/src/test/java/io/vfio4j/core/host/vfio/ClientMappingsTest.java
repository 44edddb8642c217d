package io.vfio4j.core.host.vfio;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.core.dma.IovaSpace;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.core.linux.Memfd;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ClientMappingsTest {
  private static final int ENOMEM = 12;
  private static final int EINVAL = 22;
  private static final long PAGE = 4096;

  private final FakeGroup files = new FakeGroup();
  private final Group group = new Group(5, files);
  private final ClientMappings first = mappings("0000:01:00.0");
  private final ClientMappings second = mappings("0000:01:00.1");
  private final IovaSpace space = new IovaSpace(first);
  private final Descriptor ram = Memfd.create("ram", 16 * PAGE);

  private ClientMappings mappings(String address) {
    return new ClientMappings(PciAddress.parse(address), group);
  }

  @AfterEach
  void close() {
    files.unmapFailure = 0;
    space.detach();
    ram.close();
  }

  private static void assertErrno(Errno errno, Runnable action) {
    assertEquals(errno, assertThrows(VfioException.class, action::run).errno());
  }

  @Test
  void mapsWhatTheClientMapsWithItsRights() {
    first.attach();
    space.map(0x10_0000, 2 * PAGE, true, true, ram, 0);
    space.map(0x20_0000, PAGE, true, false, ram, PAGE);
    assertEquals(Map.of(0x10_0000L, "rw", 0x20_0000L, "r"), files.access);
    assertEquals(2 * PAGE, files.mapped.get(0x10_0000L).byteSize());
    space.unmap(0x10_0000, 2 * PAGE);
    assertEquals(Set.of(0x20_0000L), files.mapped.keySet());
    space.unmapAll();
    assertEquals(Set.of(), files.mapped.keySet());
  }

  @Test
  void whatIsNoMemoryIsNotMapped() {
    first.attach();
    space.map(0x10_0000, PAGE, true, true);
    space.unmap(0x10_0000, PAGE);
    assertEquals(Set.of(), files.mapped.keySet());
  }

  @Test
  void aMapThatTheKernelRefusesLeavesNothing() {
    first.attach();
    for (int errno : List.of(EINVAL, ENOMEM)) {
      files.mapFailure = errno;
      assertErrno(Errno.of(errno), () -> space.map(0x10_0000, PAGE, true, true, ram, 0));
      assertEquals(0, space.areaCount());
    }
    files.mapFailure = 0;
    space.map(0x10_0000, PAGE, true, true, ram, 0);
  }

  @Test
  void anUnmapThatFailsKeepsNoOtherAreaFromGoing() {
    first.attach();
    space.map(0x10_0000, PAGE, true, true, ram, 0);
    space.map(0x20_0000, PAGE, true, true, ram, PAGE);
    files.unmapFailure = EINVAL;
    space.unmapAll();
    assertEquals(0, space.areaCount());
  }

  /** Or the function, and all of its group, would reach the memory of a client that has gone. */
  @Test
  void nobodyIsServedWhereMemoryCouldNotBeUnmapped() {
    first.attach();
    space.map(0x10_0000, PAGE, true, true, ram, 0);
    space.map(0x20_0000, PAGE, true, true, ram, PAGE);
    files.unmapFailure = EINVAL;
    first.detach();
    space.unmap(0x10_0000, PAGE);
    files.unmapFailure = 0;
    space.unmapAll();
    assertEquals(Set.of(0x10_0000L), files.mapped.keySet());
    assertErrno(Errno.EBUSY, first::attach);
    assertErrno(Errno.EBUSY, second::attach);
  }

  @Test
  void oneFunctionOfAGroupHasAClient() {
    first.attach();
    assertErrno(Errno.EBUSY, second::attach);
    first.detach();
    second.attach();
    assertErrno(Errno.EBUSY, first::attach);
  }

  /** The areas go after the function was detached. */
  @Test
  void theGroupIsKeptUntilNothingIsMapped() {
    first.attach();
    space.map(0x10_0000, PAGE, true, true, ram, 0);
    first.detach();
    assertErrno(Errno.EBUSY, second::attach);
    assertErrno(Errno.ENODEV, () -> space.map(0x20_0000, PAGE, true, true, ram, 0));
    space.detach();
    second.attach();
  }
}
