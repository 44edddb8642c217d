package io.vfio4j.distribution.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Names that mean the machine's own functions, of which none is at this address. */
class RealHostTest {
  private static final String ABSENT = "0000:ff:1f.7";

  @Test
  void aFunctionThatIsNotThereIsToldApartFromOneThatCannotBeUsed() {
    for (String name : List.of("vfio:" + ABSENT, "vfio:nonsense", "vfio:")) {
      CommandFailed failed = assertThrows(CommandFailed.class, () -> Hosts.open(name).close());
      assertEquals(ExitCode.NOT_FOUND, failed.code());
      assertTrue(failed.line().startsWith("host " + name + ": "), failed.line());
    }
  }

  @Test
  void aNameThatOnlyBeginsLikeItIsAnother() {
    CommandFailed failed = assertThrows(CommandFailed.class, () -> Hosts.open("vfiox").close());
    assertTrue(failed.line().contains("is not sim:NAME or sim:FILE, nor vfio"), failed.line());
  }

  @Test
  void whoAsksForAFunctionOpensNone() {
    CommandFailed failed =
        assertThrows(
            CommandFailed.class, () -> Hosts.checkFunction("vfio", PciAddress.parse(ABSENT)));
    assertEquals(ExitCode.NOT_FOUND, failed.code());
    assertTrue(failed.line().startsWith("vfio has no function " + ABSENT), failed.line());
  }
}
