package io.vfio4j.distribution.vmmargs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VmmTest {
  private static final Path SOCKET = Path.of("/run/vfio4j/0009:01:00.0.sock");

  private static List<String> words(Vmm vmm, Path... sockets) {
    return words(vmm, List.of(sockets));
  }

  private static List<String> words(Vmm vmm, List<Path> sockets) {
    return vmm.arguments(sockets, "4G").stream().map(Argument::words).toList();
  }

  @Test
  void qemuGetsSharedMemoryAndTheDeviceBehindARootPort() {
    assertEquals(
        List.of(
            "-m 4G",
            "-object memory-backend-memfd,id=vfio4j-ram,size=4G,share=on",
            "-machine q35,memory-backend=vfio4j-ram",
            "-device pcie-root-port,id=vfio4j-port1,chassis=1,slot=1",
            "-device"
                + " '{\"driver\":\"vfio-user-pci\",\"id\":\"vfio4j-device1\",\"bus\":\"vfio4j-port1\","
                + "\"socket\":{\"type\":\"unix\",\"path\":\"/run/vfio4j/0009:01:00.0.sock\"}}'"),
        words(Vmm.QEMU, SOCKET));
  }

  @Test
  void eachFunctionHasAPortOfItsOwn() {
    List<String> words = words(Vmm.QEMU, SOCKET, Path.of("/run/vfio4j/0009:02:00.0.sock"));
    assertEquals(7, words.size());
    assertEquals("-device pcie-root-port,id=vfio4j-port2,chassis=2,slot=2", words.get(5));
    assertTrue(words.get(6).contains("\"bus\":\"vfio4j-port2\""), words.get(6));
    assertTrue(words.get(6).contains("/run/vfio4j/0009:02:00.0.sock"), words.get(6));
  }

  @Test
  void moreFunctionsThanTheMachineHasRoomForAreAUsageError() {
    assertEquals(3 + 2 * 28, words(Vmm.QEMU, Collections.nCopies(28, SOCKET)).size());
    CommandFailed failed =
        assertThrows(CommandFailed.class, () -> words(Vmm.QEMU, Collections.nCopies(29, SOCKET)));
    assertEquals(ExitCode.USAGE, failed.code());
    assertTrue(failed.line().endsWith("name at most 28"), failed.line());
  }

  @Test
  void cloudHypervisorGetsSharedMemoryAndTheSocket() {
    assertEquals(
        List.of("--memory size=4G,shared=on", "--user-device socket=/run/vfio4j/0009:01:00.0.sock"),
        words(Vmm.CLOUD_HYPERVISOR, SOCKET));
  }

  @ParameterizedTest
  @CsvSource({"512m, 512M", "2g, 2G", "1T, 1024G", "4096K, 4096K"})
  void cloudHypervisorKnowsThreeUnits(String asked, String given) {
    assertEquals(
        "--memory size=%s,shared=on".formatted(given),
        Vmm.CLOUD_HYPERVISOR.arguments(List.of(SOCKET), asked).getFirst().words());
  }

  @Test
  void aPathThatCloudHypervisorCannotTakeIsAUsageError() {
    Path socket = Path.of("/run/a,b.sock");
    CommandFailed failed =
        assertThrows(CommandFailed.class, () -> words(Vmm.CLOUD_HYPERVISOR, socket));
    assertEquals(ExitCode.USAGE, failed.code());
  }

  @Test
  void quotesOfAPathSurviveTheShell() {
    String device = words(Vmm.QEMU, Path.of("/run/it's mine.sock")).getLast();
    assertTrue(device.contains("/run/it'\\''s mine.sock"), device);
  }
}
