package io.vfio4j.core.host.sim.profile;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class AddressPlanTest {

  @Test
  void addressThatAFunctionFurtherDownGivesIsFoundForNoOther() {
    Profile profile =
        Profile.parse(
            """
            {"description": "d", "functions": [
              {"address": "0000:01:00.0", "ids": {"vendor": 1, "device": 2, "class": 3},
               "bars": [{"index": 0, "kind": "memory-32", "size": 4096}],
               "rom": {"data": "55 aa"}},
              {"address": "0000:02:00.0", "ids": {"vendor": 1, "device": 2, "class": 3},
               "bars": [{"index": 0, "kind": "memory-32", "size": 4096, "address": "0x40000000"}],
               "rom": {"data": "55 aa", "address": "0x40001000"},
               "coherentMemory": {"base": "0x40002000", "size": 4096}}]}
            """,
            "test");
    List<FunctionProfile> functions = profile.functions();
    assertEquals(0x4000_3000L, functions.getFirst().bars().getFirst().address());
    assertEquals(0x4000_1800L, functions.getFirst().rom().orElseThrow().address());
    assertEquals(0x4000_0000L, functions.getLast().bars().getFirst().address());
    assertEquals(0x4000_1000L, functions.getLast().rom().orElseThrow().address());
  }
}
