package io.vfio4j.distribution.plugin;

import io.vfio4j.core.linux.FileProblem;
import io.vfio4j.distribution.agent.Home;
import io.vfio4j.distribution.exit.CommandFailed;
import io.vfio4j.distribution.exit.ExitCode;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The archetype's files, as the image has them. */
record ProjectTemplate(Path folder) {

  static ProjectTemplate ofTheImage() {
    return Home.resolve("template/archetype-resources")
        .filter(Files::isDirectory)
        .map(ProjectTemplate::new)
        .orElseThrow(() ->
            new CommandFailed(
                ExitCode.NOT_FOUND,
                "the template is in the image, and bin/vfio4j of an image did not start this"));
  }

  /** Writes a project. Its folder must not be there yet. */
  void write(Path project, ProjectNames names) {
    try {
      Files.createDirectory(project);
      for (Path file : files()) {
        Path copy = project.resolve(names.place(folder.relativize(file).toString()));
        Files.createDirectories(copy.getParent());
        Files.writeString(copy, names.fill(Files.readString(file)));
      }
    } catch (FileAlreadyExistsException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "%s is there already, and nothing was written: choose another name".formatted(project),
          e);
    } catch (IOException e) {
      throw new CommandFailed(
          ExitCode.FAILED,
          "cannot write %s (%s): write it from a folder where you may"
              .formatted(project, FileProblem.words(e)),
          e);
    }
  }

  private List<Path> files() throws IOException {
    try (Stream<Path> all = Files.walk(folder)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }
}
