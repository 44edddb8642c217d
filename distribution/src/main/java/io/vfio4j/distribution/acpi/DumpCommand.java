package io.vfio4j.distribution.acpi;

import com.grack.nanojson.JsonArray;
import io.vfio4j.core.host.acpi.AcpiDevice;
import io.vfio4j.core.host.acpi.AcpiNamespace;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Command;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.cli.Usage;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import io.vfio4j.distribution.output.Format;
import io.vfio4j.distribution.output.Json;
import io.vfio4j.distribution.output.OutputOption;
import java.io.PrintWriter;
import java.util.List;

/** The devices that have properties. */
final class DumpCommand implements Command {

  @Override
  public Usage usage() {
    return Usage.of(
            "dump", "Prints the devices that have properties (_DSD): path, _ADR, keys and values.")
        .parameters(TableOptions.FILES)
        .options(OutputOption.OUTPUT, TableOptions.SYSFS);
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    Format format = OutputOption.format(given);
    AcpiNamespace namespace = TableOptions.read(given);
    if (namespace.tables() == 0) {
      throw new CommandFailed(
          ExitCode.FAILED, "none of the files is a table: 'vfio4j acpi lint' says why of each");
    }
    List<AcpiDevice> devices =
        namespace.devices().stream().filter(device -> !device.properties().isEmpty()).toList();
    print(devices, format, streams.out());
    remark(namespace, devices, streams.err());
    return ExitCode.OK;
  }

  private static void print(List<AcpiDevice> devices, Format format, PrintWriter out) {
    switch (format) {
      case TEXT -> devices.stream().flatMap(DeviceText::of).forEach(out::println);
      case JSON ->
          out.println(Json.text(new JsonArray(devices.stream().map(DeviceJson::of).toList())));
    }
  }

  private static void remark(AcpiNamespace namespace, List<AcpiDevice> devices, PrintWriter err) {
    int all = namespace.devices().size();
    if (devices.isEmpty()) {
      err.println("vfio4j: none of %d devices has properties (_DSD)".formatted(all));
    }
    int findings = namespace.findings().size();
    if (findings > 0) {
      err.println("vfio4j: %d findings, which 'vfio4j acpi lint' lists".formatted(findings));
    }
  }
}
