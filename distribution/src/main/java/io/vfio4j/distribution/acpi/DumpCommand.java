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
    tellOfFindings(namespace.findings().size());
  }

  private void tellOfFindings(int count) {
    if (count > 0) {
      PrintWriter err = spec.commandLine().getErr();
      err.println("vfio4j: %d findings, which 'vfio4j acpi lint' lists".formatted(count));
      err.flush();
    }
  }
}
