package io.vfio4j.e2e;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertLinesMatch;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.testkit.script.AllowedDifference;
import io.vfio4j.testkit.script.AllowedDifferences;
import io.vfio4j.testkit.script.ComparedTranscripts;
import io.vfio4j.testkit.script.Difference;
import io.vfio4j.testkit.script.KnownDifference;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.Transcript;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * The agent serves functions that Linux' vfio-pci has, inside a guest whose hardware is QEMU's: as
 * clients see them, they are what they are on {@code /dev/vfio}.
 */
@Timeout(400)
class VfioHostIT {
  private static final List<VfioPciFunction> FUNCTIONS =
      List.of(VfioPciFunction.EDU, VfioPciFunction.E1000E, VfioPciFunction.NVME);

  private static final KnownDifference COALESCED = new CoalescedSignals();

  private static VfioHostGuest guest;
  private static AllowedDifferences known;

  @BeforeAll
  static void boot() throws Exception {
    known =
        AllowedDifferences.parse(String.join("\n", VfioPciFunction.resource("host-differences")));
    guest = VfioHostGuest.boot(FUNCTIONS);
  }

  @AfterAll
  static void stop() throws Exception {
    if (guest != null) {
      guest.close();
    }
  }

  @Test
  void listsAndExplainsThem() throws Exception {
    guest.take(FUNCTIONS);
    assertLinesMatch(
        List.of(
            "0000:01:00.0  1234:11e8  00ff00  passthrough  .*",
            "0000:02:00.0  8086:10d3  020000  passthrough  .*",
            "0000:03:00.0  1b36:0010  010802  passthrough  .*"),
        guest.sh("vfio4j list --host vfio"));
    assertEquals(
        "0000:01:00.0  1234:11e8  00ff00  passthrough  id table row *:*",
        guest.sh("vfio4j explain 0000:01:00.0 --host vfio").getFirst());
  }

  @Test
  void clientsSeeWhatTheySeeOnDevVfio() throws Exception {
    List<VfioHostScript> scripts = new ArrayList<>();
    List<Transcript> linux = new ArrayList<>();
    for (VfioPciFunction function : FUNCTIONS) {
      for (VfioHostScript script : VfioHostScript.of(function)) {
        scripts.add(script);
        linux.add(guest.linux(function, script.script()));
      }
      guest.linux(function, new VfioPciScripts(function).restoration());
    }
    guest.take(FUNCTIONS);
    String host = "vfio:" + VfioHostGuest.addresses(FUNCTIONS, ",");
    try (GuestAgent agent = GuestAgent.serve(guest, "--host " + host)) {
      compare(scripts, linux, agent.answers(scripts));
      VfioPciFunction edu = VfioPciFunction.EDU;
      assertLinesMatch(VfioPciFunction.resource("edu-trial"), agent.trial(edu));
      assertEquals(List.of("0"), agent.stop(), "what it logged, and its status");
      guest.linux(edu, Script.parse("probe"));
    }
  }

  private static void compare(
      List<VfioHostScript> scripts, List<Transcript> linux, List<Transcript> vfio4j) {
    List<String> unknown = new ArrayList<>();
    for (int i = 0; i < scripts.size(); i++) {
      String what = scripts.get(i).function().text() + ", " + scripts.get(i).what() + ", ";
      ComparedTranscripts compared = known.compare("vfio-user", linux.get(i), vfio4j.get(i));
      List<Difference> others =
          compared.unknown().stream().filter(each -> !COALESCED.allows("vfio-user", each)).toList();
      System.out.println(what + compared + ", " + others.size() + " unknown");
      others.forEach(each -> unknown.add(what + each));
    }
    assertEquals("", String.join("\n", unknown));
    if (VfioHostScript.areThoseOfEveryRun()) {
      assertEquals(List.<AllowedDifference>of(), known.unmet(), "on the list, and none any more");
    }
  }

  @Test
  void hasADocumentedReasonForEachDifference() throws Exception {
    String documented = Files.readString(Path.of("..", "docs", "differences.md"));
    List<String> entries = new ArrayList<>(known.entries());
    entries.add(COALESCED.entry());
    for (String entry : entries) {
      assertTrue(documented.contains("| " + entry + " |"), entry);
    }
  }
}
