package io.vfio4j.distribution.plugin;

import io.vfio4j.distribution.cli.Arguments;
import io.vfio4j.distribution.cli.Command;
import io.vfio4j.distribution.cli.Parameter;
import io.vfio4j.distribution.cli.Streams;
import io.vfio4j.distribution.cli.Usage;
import io.vfio4j.distribution.cli.Value;
import io.vfio4j.distribution.cli.ValueOption;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;

/** A project to begin with. */
final class NewCommand implements Command {
  private static final ValueOption GROUP_ID =
      ValueOption.of("--group-id", "ID", "Maven's group id (${default}).")
          .withDefault("com.example");

  private static final ValueOption PACKAGE =
      ValueOption.of("--package", "PACKAGE", "The package of its classes (default: the group id).");

  private static final ValueOption VERSION =
      ValueOption.of("--version-of", "VERSION", "The plugin's version (${default}).")
          .withDefault("1.0-SNAPSHOT");

  private static final ValueOption CLASS_PREFIX =
      ValueOption.of(
          "--class-prefix",
          "WORD",
          "What its classes' names begin with (default: from NAME, AcmeGpu).");

  @Override
  public Usage usage() {
    return Usage.of("new", "Writes the Maven project of a plugin into a new folder here.")
        .details(
            "It is a variant that overrides one register, with its tests: the same project as"
                + " Maven's archetype makes.")
        .parameters(
            Parameter.one(
                "NAME", "The folder, the plugin's id, the driver's name: for instance acme-gpu."))
        .options(GROUP_ID, PACKAGE, VERSION, CLASS_PREFIX);
  }

  @Override
  public ExitCode run(Arguments given, Streams streams) {
    String name = given.parameter(0).text();
    ProjectNames names =
        ProjectNames.checked(
            given.value(GROUP_ID).text(),
            name,
            given.value(VERSION).text(),
            given.optional(PACKAGE).map(Value::text).orElse(null),
            given.optional(CLASS_PREFIX).map(Value::text).orElse(null));
    Path project = Path.of(name);
    ProjectTemplate.ofTheImage().write(project, names);
    PrintWriter out = streams.out();
    out.printf("%s: a variant to begin with; its README.md says what is where, and DIR%n", project);
    out.printf("  cd %s && mvn -Dmaven.repo.local=DIR verify%n", project);
    return ExitCode.OK;
  }
}
