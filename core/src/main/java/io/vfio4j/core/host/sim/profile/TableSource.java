package io.vfio4j.core.host.sim.profile;

import io.vfio4j.core.host.acpi.TableImage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

/** Where a profile's ACPI tables are: beside it. */
@FunctionalInterface
interface TableSource {
  /** Those of our own jar. */
  String FOLDER = "/io/vfio4j/core/host/sim/profiles/";

  /** The table of a name that is a file's and no more. */
  TableImage open(String name) throws IOException;

  /** For the text of a profile that is in no folder. */
  static TableSource none() {
    return _ -> {
      throw new IOException("this profile is in no folder");
    };
  }

  static TableSource beside(Path profile) {
    return name -> TableImage.read(profile.resolveSibling(name));
  }

  static TableSource builtIn() {
    return name -> {
      try (InputStream in = TableSource.class.getResourceAsStream(FOLDER + name)) {
        if (in == null) {
          throw new IOException(name + " is not in our jar");
        }
        return TableImage.of(name, in.readAllBytes());
      }
    };
  }
}
