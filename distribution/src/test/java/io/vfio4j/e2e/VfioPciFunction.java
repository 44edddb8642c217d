package io.vfio4j.e2e;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.script.AllowedDifference;
import io.vfio4j.testkit.script.KnownDifference;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.SpiReader;
import io.vfio4j.testkit.script.Transcript;
import io.vfio4j.testkit.script.random.Span;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What Linux' vfio-pci takes in the guest: devices of QEMU's own, and the plain function that we
 * serve.
 */
enum VfioPciFunction {
  /** Conventional PCI: MSI and a pin. */
  EDU(1, "edu", 1, 0),
  /** MSI, MSI-X and a pin; four BARs, one of them I/O ports; power management that forgets. */
  E1000E(2, "e1000e,romfile=", 1, 5),
  /** MSI-X in the BAR that has its registers. */
  NVME(3, "nvme,serial=vfio4j", 0, 65),
  /** Served by the agent. */
  PLAIN(4, "", 4, 8);

  private static final Path DATA =
      Path.of("../plugin-passthrough/src/test/resources/io/vfio4j/plugin/passthrough/linux")
          .toAbsolutePath()
          .normalize();

  private final int port;
  private final String model;
  private final int msi;
  private final int msix;

  VfioPciFunction(int port, String model, int msi, int msix) {
    this.port = port;
    this.model = model;
    this.msi = msi;
    this.msix = msix;
  }

  /** QEMU's name for it with its options; empty if it is the one that is served. */
  String model() {
    return model;
  }

  /** Behind the root port of this number. */
  int port() {
    return port;
  }

  String address() {
    return "0000:%02x:00.0".formatted(port());
  }

  /** Its name in the files. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The profile that describes it. */
  Path profile() {
    return DATA.resolve(this == PLAIN ? "plain.json" : "qemu.json");
  }

  /** Where vfio4j may answer otherwise than Linux. */
  List<KnownDifference> known() throws IOException, URISyntaxException {
    List<KnownDifference> known = new ArrayList<>();
    known.addAll(AllowedDifference.parse(String.join("\n", resource("differences"))));
    switch (this) {
      case EDU -> known.add(new MsiRemains(0x40));
      case E1000E -> known.add(new MsiRemains(0xd0));
      case NVME -> {}
      case PLAIN -> known.add(new MsiRemains(0x48));
    }
    return List.copyOf(known);
  }

  /** What the capture is to note beside config space. */
  String registers() {
    return switch (this) {
      case EDU -> "0:0:4 0:0x60:raise-interrupt 0:0x64:acknowledge-interrupt";
      case NVME -> "0:0:8 0:8:4";
      case E1000E, PLAIN -> "";
    };
  }

  /** Which BAR has the table of MSI-X; -1 if there is none. */
  int tableBar() {
    return switch (this) {
      case EDU -> -1;
      case E1000E -> 3;
      case NVME -> 0;
      case PLAIN -> 4;
    };
  }

  /** Where in that BAR. */
  Span table() {
    return new Span(this == NVME ? 0x2000 : 0, 16L * msix);
  }

  /** SET_IRQS in all ways, and writes to all of config space: these, or some of them. */
  List<String> sweeps(Sample irqs, Sample config) {
    List<String> lines = IrqMatrix.of(msi, msix, irqs);
    lines.addAll(ConfigSweep.of(configSize(), config));
    return lines;
  }

  /** Makes MSI's control register forget how many vectors were on last. */
  List<String> noVectorsWereOn() {
    return msi == 0
        ? List.of()
        : List.of("set-irqs 1 trigger eventfd 0 1 e", "set-irqs 1 trigger none 0 0");
  }

  int configSize() {
    return this == EDU ? 256 : 4096;
  }

  /** Lines of a file that is beside this class. */
  static List<String> resource(String name) throws IOException, URISyntaxException {
    return Files.readAllLines(
        Path.of(VfioPciFunction.class.getResource("vfio-pci/" + name + ".txt").toURI()));
  }

  /** What vfio4j answers, in this process. */
  Transcript answers(Script script) {
    return new SpiReader(this::bind).run(script);
  }

  SimulatedDevice bind() {
    return SimulatedDevice.bind(
        profile().toString(), new CoreDriver(), PciAddress.parse(address()));
  }
}
