package io.vfio4j.core.host.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vfio4j.core.host.HostFunction;
import io.vfio4j.core.host.sim.profile.Profile;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Config space that a profile describes by its bytes and the bits that can be written. */
class CapturedConfigTest {
  private static final String PROFILE =
      """
      {
        "description": "as a capture of a real function has it",
        "functions": [
          {
            "address": "0000:01:00.0",
            "ids": { "vendor": 1, "device": 2, "class": "0xff0000" },
            "header": [
              { "offset": "0x04", "width": 2, "value": "0x0103", "writable": "0x0507" },
              { "offset": "0x06", "width": 2, "value": "0x0280" },
              { "offset": "0x0d", "writable": "0xf0" },
              { "offset": "0x3c", "value": "0x0a", "writable": "0xff" },
              { "offset": "0x3e", "value": "0x42" }
            ],
            "capabilities": [
              { "type": "other", "offset": "0x40", "id": "0x10", "length": 60,
                "data": "02 00 00 00 00 10 00*2 0f", "writable": "00*6 ff 7f" },
              { "type": "other-extended", "offset": "0x100", "id": "0x19", "length": 16,
                "data": "11", "writable": "f0 00*10 ff" }
            ],
            "raw": [{ "offset": "0x80", "length": 8, "data": "a5", "writable": "0f ff*6" }]
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
  void headerIsAsFirmwareLeftIt() {
    assertEquals(0x0290_0103, function.configRead(0x04, 4), "and there are capabilities");
    assertEquals(0x0042_000a, function.configRead(0x3c, 4));
  }

  @Test
  void headerTakesTheBitsThatTheProfileNames() {
    function.configWrite(0x04, 4, -1);
    assertEquals(0x0290_0507, function.configRead(0x04, 4));
    function.configWrite(0x0c, 4, -1);
    assertEquals(0x0000_f0ff, function.configRead(0x0c, 4), "cache line size is as usual");
    function.configWrite(0x3c, 4, -1);
    assertEquals(0x0042_00ff, function.configRead(0x3c, 4));
  }

  @Test
  void resetClearsWhatCanBeWrittenOfTheHeaderAndNothingElse() {
    function.configWrite(0x48, 2, 0x8000);
    assertEquals(0x0290_0000, function.configRead(0x04, 4));
    assertEquals(0x0042_0000, function.configRead(0x3c, 4));
  }

  @Test
  void capabilitiesTakeTheBitsThatTheProfileNames() {
    function.configWrite(0x48, 4, 0x7fff_7fff);
    assertEquals(0x000f_7fff, function.configRead(0x48, 4));
    function.configWrite(0x104, 4, -1);
    assertEquals(0x0000_00f1, function.configRead(0x104, 4));
    function.configWrite(0x10c, 4, -1);
    assertEquals(0xff00_0000, function.configRead(0x10c, 4), "the mask has a byte of each");
  }

  @Test
  void bytesOfNobodyStayOverAReset() {
    function.configWrite(0x80, 4, -1);
    function.configWrite(0x84, 4, -1);
    assertEquals(0xffff_ffaf, function.configRead(0x80, 4));
    assertEquals(0x00ff_ffff, function.configRead(0x84, 4), "the last byte is read-only");
    function.configWrite(0x48, 2, 0x8000);
    assertEquals(0xffff_ffaf, function.configRead(0x80, 4));
  }
}
