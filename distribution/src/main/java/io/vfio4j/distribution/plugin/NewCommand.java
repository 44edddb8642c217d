package io.vfio4j.distribution.plugin;

import java.io.PrintWriter;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** A project to begin with. */
@Command(
    name = "new",
    description = {
      "Writes the Maven project of a plugin into a new folder here: a variant that overrides one",
      "register, with its tests. The same project as Maven's archetype makes."
    })
final class NewCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Parameters(
      paramLabel = "NAME",
      description = "The folder, the plugin's id, the driver's name: for instance acme-gpu.")
  private String name;

  @Option(
      names = "--group-id",
      paramLabel = "ID",
      defaultValue = "com.example",
      description = "Maven's group id (${DEFAULT-VALUE}).")
  private String groupId;

  @Option(
      names = "--package",
      paramLabel = "PACKAGE",
      description = "The package of its classes (default: the group id).")
  private @Nullable String packageName;

  @Option(
      names = "--version-of",
      paramLabel = "VERSION",
      defaultValue = "1.0-SNAPSHOT",
      description = "The plugin's version (${DEFAULT-VALUE}).")
  private String version;

  @Option(
      names = "--class-prefix",
      paramLabel = "WORD",
      description = "What its classes' names begin with (default: from NAME, AcmeGpu).")
  private @Nullable String classPrefix;

  @Override
  public void run() {
    ProjectNames names = ProjectNames.checked(groupId, name, version, packageName, classPrefix);
    Path project = Path.of(name);
    ProjectTemplate.ofTheImage().write(project, names);
    PrintWriter out = spec.commandLine().getOut();
    out.printf("%s: a variant to begin with; %s says what is where%n", project, "README.md");
    out.printf("  cd %s && mvn verify%n", project);
    out.flush();
  }
}
