package io.vfio4j.plugin.passthrough.linux;

import io.vfio4j.api.pci.PciAddress;
import io.vfio4j.plugin.passthrough.PassthroughDriver;
import io.vfio4j.testkit.SimulatedDevice;
import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.SpiReader;
import io.vfio4j.testkit.script.Transcript;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Locale;

/** The functions that Linux was asked on. */
enum RecordedFunction {
  EDU("qemu.json", "0000:01:00.0"),
  E1000E("qemu.json", "0000:02:00.0"),
  NVME("qemu.json", "0000:03:00.0"),
  PLAIN("plain.json", "0000:04:00.0");

  private final String profile;
  private final String address;

  RecordedFunction(String profile, String address) {
    this.profile = profile;
    this.address = address;
  }

  /** Its name in the files on record. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What vfio4j answers. */
  Transcript answers(Script script) {
    return new SpiReader(() -> SimulatedDevice.bind(profile(), new PassthroughDriver(), address()))
        .run(script);
  }

  private PciAddress address() {
    return PciAddress.parse(address);
  }

  private String profile() {
    try {
      return Path.of(RecordedFunction.class.getResource(profile).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new IllegalStateException("not a file: " + profile, e);
    }
  }
}
