package io.vfio4j.distribution.acpi;

import io.vfio4j.core.host.acpi.AcpiNamespace;
import io.vfio4j.core.host.acpi.aml.Finding;
import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Command;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.cli.Usage;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.stream.Stream;

/** What is wrong with tables. */
final class LintCommand implements Command {

  @Override
  public Usage usage() {
    return Usage.of(
            "lint", "Prints a line for whatever is wrong with tables; ends with 4 if anything is.")
        .parameters(TableOptions.FILES)
        .options(TableOptions.SYSFS);
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    AcpiNamespace namespace = TableOptions.read(given);
    List<Finding> findings =
        Stream.concat(
                namespace.findings().stream(),
                namespace.devices().stream().flatMap(NvidiaMemoryRules::check))
            .toList();
    PrintWriter out = streams.out();
    findings.forEach(finding -> out.println(finding.position().source() + ": " + finding));
    return findings.isEmpty() ? ExitCode.OK : ExitCode.FALLS_SHORT;
  }
}
