package io.vfio4j.distribution.acpi;

import io.vfio4j.core.host.acpi.AcpiNamespace;
import io.vfio4j.core.host.acpi.aml.Finding;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What is wrong with tables. */
@Command(
    name = "lint",
    description = "Prints a line for whatever is wrong with tables; ends with 1 if anything is.")
final class LintCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private TableOptions tables;

  @Override
  public Integer call() {
    AcpiNamespace namespace = tables.read();
    List<Finding> findings =
        Stream.concat(
                namespace.findings().stream(),
                namespace.devices().stream().flatMap(NvidiaMemoryRules::check))
            .toList();
    PrintWriter out = spec.commandLine().getOut();
    findings.forEach(finding -> out.println(finding.position().source() + ": " + finding));
    out.flush();
    return (findings.isEmpty() ? ExitCode.OK : ExitCode.FAILED).number();
  }
}
