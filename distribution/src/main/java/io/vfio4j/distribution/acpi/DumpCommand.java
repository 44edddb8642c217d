package io.vfio4j.distribution.acpi;

import com.grack.nanojson.JsonArray;
import io.vfio4j.core.host.acpi.AcpiDevice;
import io.vfio4j.core.host.acpi.AcpiNamespace;
import io.vfio4j.distribution.output.Json;
import io.vfio4j.distribution.output.OutputOption;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The devices that have properties. */
@Command(
    name = "dump",
    description = "Prints the devices that have properties (_DSD): path, _ADR, keys and values.")
final class DumpCommand implements Runnable {
  @Spec private CommandSpec spec;
  @Mixin private TableOptions tables;
  @Mixin private OutputOption output;

  @Override
  public void run() {
    AcpiNamespace namespace = tables.read();
    List<AcpiDevice> devices =
        namespace.devices().stream().filter(device -> !device.properties().isEmpty()).toList();
    PrintWriter out = spec.commandLine().getOut();
    switch (output.format()) {
      case TEXT -> devices.stream().flatMap(DeviceText::of).forEach(out::println);
      case JSON ->
          out.println(Json.text(new JsonArray(devices.stream().map(DeviceJson::of).toList())));
    }
    out.flush();
    if (devices.isEmpty()) {
      tell("none of %d devices has properties (_DSD)".formatted(namespace.devices().size()));
    }
    if (!namespace.findings().isEmpty()) {
      tell("%d findings, which 'vfio4j acpi lint' lists".formatted(namespace.findings().size()));
    }
  }

  private void tell(String what) {
    PrintWriter err = spec.commandLine().getErr();
    err.println("vfio4j: " + what);
    err.flush();
  }
}
