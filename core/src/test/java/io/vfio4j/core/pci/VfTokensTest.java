package io.vfio4j.core.pci;

import static io.vfio4j.core.pci.Opened.assertErrno;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.api.Errno;
import io.vfio4j.api.FeatureRequest;
import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.SimHost;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of who may open what: a physical function, its virtual function, and one without. */
class VfTokensTest {
  private static final Optional<UUID> NONE = Optional.empty();
  private static final Optional<UUID> RIGHT =
      Optional.of(UUID.fromString("00112233-4455-6677-8899-aabbccddeeff"));
  private static final Optional<UUID> OTHER =
      Optional.of(UUID.fromString("ffffffff-4455-6677-8899-aabbccddeeff"));

  private final VfTokens tokens = new VfTokens();
  private SimHost host;
  private HostFunction physical;
  private HostFunction virtual;
  private HostFunction plain;

  @TempDir Path folder;

  @BeforeEach
  void open() {
    host = Profiles.host(folder, Profiles.VIRTUAL);
    physical = Profiles.function(host, "0000:01:00.0");
    virtual = Profiles.function(host, "0000:01:00.1");
    plain = Profiles.function(host, "0000:02:00.0");
  }

  @AfterEach
  void close() {
    host.close();
  }

  private void assertMatches(HostFunction function, Optional<UUID> given) {
    assertDoesNotThrow(() -> tokens.match(function, given));
  }

  private void assertRefused(Errno errno, HostFunction function, Optional<UUID> given) {
    assertErrno(errno, () -> tokens.match(function, given));
  }

  private static void setToken(VfioPciCore device, String bytes) {
    device.feature(
        new FeatureRequest(
            0, false, true, false, MemorySegment.ofArray(HexFormat.of().parseHex(bytes))));
  }

  @Test
  void aFunctionWithoutSriovTakesNone() {
    tokens.add(plain);
    assertMatches(plain, NONE);
    assertRefused(Errno.EINVAL, plain, RIGHT);
  }

  @Test
  void aVirtualFunctionTakesNoneWhileItsPhysicalOneIsNobodysToOpen() {
    tokens.add(virtual);
    assertMatches(virtual, NONE);
    assertRefused(Errno.EINVAL, virtual, RIGHT);
  }

  @Test
  void aVirtualFunctionNeedsItsPhysicalOnesToken() {
    tokens.add(physical);
    assertRefused(Errno.EACCES, virtual, NONE);
    assertRefused(Errno.EACCES, virtual, RIGHT);
    assertMatches(physical, RIGHT);
    assertRefused(Errno.EACCES, virtual, NONE);
    assertRefused(Errno.EACCES, virtual, OTHER);
    assertMatches(virtual, RIGHT);
  }

  @Test
  void aPhysicalFunctionTakesAnyTokenWhileNoVirtualOneIsOpen() {
    tokens.add(physical);
    assertMatches(physical, RIGHT);
    assertMatches(physical, NONE);
    assertMatches(virtual, RIGHT);
    assertMatches(physical, OTHER);
    assertMatches(virtual, OTHER);
  }

  @Test
  void aPhysicalFunctionNeedsItsTokenWhileAVirtualOneIsOpen() {
    tokens.add(physical);
    assertMatches(physical, RIGHT);
    VfioPciCore open = Opened.closed(virtual, tokens);
    open.open();
    assertRefused(Errno.EACCES, physical, NONE);
    assertRefused(Errno.EACCES, physical, OTHER);
    assertMatches(physical, RIGHT);
    open.close();
    assertMatches(physical, OTHER);
  }

  /** Set by a feature, it takes effect at once and outlives who set it. */
  @Test
  void aPhysicalFunctionsClientSetsItsToken() {
    tokens.add(physical);
    VfioPciCore open = Opened.closed(physical, tokens);
    open.open();
    setToken(open, "00112233445566778899aabbccddeeff");
    assertMatches(virtual, RIGHT);
    open.close();
    assertMatches(virtual, RIGHT);
  }

  @Test
  void onlyAPhysicalFunctionHasTheFeature() {
    VfioPciCore open = Opened.closed(physical, tokens);
    open.open();
    assertErrno(Errno.EINVAL, () -> setToken(open, "00112233445566778899aabbccddee"));
    for (HostFunction other : new HostFunction[] {virtual, plain}) {
      VfioPciCore device = Opened.closed(other, tokens);
      device.open();
      assertErrno(Errno.ENOTTY, () -> setToken(device, "00112233445566778899aabbccddeeff"));
    }
  }

  /** No pin and no bit that decodes memory; its memory is reached, whatever a guest writes. */
  @Test
  void aVirtualFunctionHasNeitherPinNorMemoryBit() {
    Opened device = Opened.on(virtual);
    assertEquals(0, device.config(0x3d, 1));
    assertEquals(0, device.device().irqInfo(0).count());
    assertEquals(2, device.config(0x04, 2));
    device.config(0x04, 2, 0);
    assertEquals("00000000", device.read(0, 0, 4));
  }

  @Test
  void aPhysicalFunctionDoesNotSleepUnderItsVirtualOnes() {
    Opened device = Opened.on(physical);
    device.config(0x44, 2, 3);
    assertEquals(0, device.config(0x44, 2) & 3);
    Opened alone = Opened.on(plain);
    alone.config(0x44, 2, 3);
    assertEquals(3, alone.config(0x44, 2) & 3);
  }
}
