package io.vfio4j.core.host.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.profile.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Capabilities that a profile gives as bytes do what those with a name of their own do. */
class CapabilitiesAsBytesTest {
  private static final int POWER_CONTROL = 0x44;
  private static final int VENDOR = 0x50;
  private static final int SLOT = 0x60;
  private static final int EXTENDED_VENDOR = 0x100;
  private static final int DESIGNATED = 0x110;

  private static final String PROFILE =
      """
      {
        "description": "capabilities as bytes",
        "functions": [
          {
            "address": "0000:01:00.0",
            "ids": { "vendor": 1, "device": 2, "class": "0xff0000" },
            "capabilities": [
              { "type": "other", "offset": "0x40", "id": 1, "length": 8, "data": "03 00",
                "writable": "00 00 03" },
              { "type": "other", "offset": "0x50", "id": 9, "length": 8, "data": "08 01 02",
                "writable": "00 ff ff" },
              { "type": "other", "offset": "0x60", "id": 4, "length": 8, "data": "01 02",
                "writable": "ff ff" },
              { "type": "other-extended", "offset": "0x100", "id": "0x0b", "length": 16,
                "writable": "00*4 ff" },
              { "type": "other-extended", "offset": "0x110", "id": "0x23", "length": 16,
                "writable": "00*8 ff" }
            ],
            "bars": [{ "index": 0, "kind": "memory-32", "size": "4KiB" }]
          }
        ]
      }
      """;

  private final SimHost host = SimHost.load(Profile.parse(PROFILE, "test"));
  private final HostFunction function = host.functions().getFirst();

  @AfterEach
  void close() {
    host.close();
  }

  @Test
  void resetsOnTheWayOutOfD3Hot() {
    function.configWrite(POWER_CONTROL, 2, 3);
    assertEquals(3, function.configRead(POWER_CONTROL, 2));
    assertEquals(2, function.configRead(4, 2));
    function.configWrite(POWER_CONTROL, 2, 0);
    assertEquals(0, function.configRead(POWER_CONTROL, 2));
    assertEquals(0, function.configRead(4, 2), "memory is decoded no more");
  }

  /** What one client wrote there is not for the next. */
  @Test
  void forgetsInAResetByTheHostWhatIsTheVendorsAlone() {
    function.configWrite(VENDOR + 3, 2, 0x5a5a);
    function.configWrite(SLOT + 2, 2, 0x5a5a);
    function.configWrite(EXTENDED_VENDOR + 8, 1, 0x5a);
    function.configWrite(DESIGNATED + 12, 1, 0x5a);
    assertEquals(0x5a5a, function.configRead(VENDOR + 3, 2));

    function.reset();
    assertEquals(0x6009, function.configRead(VENDOR, 2), "its place in the chain");
    assertEquals(0x0002_0108, function.configRead(VENDOR + 2, 4));
    assertEquals(0, function.configRead(EXTENDED_VENDOR + 8, 1));
    assertEquals(0, function.configRead(DESIGNATED + 12, 1));
    assertEquals(0x5a5a, function.configRead(SLOT + 2, 2), "what a PCI layer may have saved");
  }
}
