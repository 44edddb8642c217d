package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Transcript;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a run with Linux' vfio-pci leaves to be put on record, under the names it has there. */
final class Records {
  private static final Path FOLDER = Path.of("target", "e2e", "vfio-pci").toAbsolutePath();

  private Records() {}

  /** The functions that are QEMU's own, as the guest captures them. */
  static String profile(VfioPciGuest guest) throws IOException {
    List<String> functions = new ArrayList<>();
    for (VfioPciFunction function : VfioPciFunction.values()) {
      if (function != VfioPciFunction.PLAIN) {
        functions.add(String.join("\n", guest.capture(function)));
      }
    }
    return write(
        "qemu.json",
        """
        {
        "description": "devices of QEMU's own, as captured in a guest",
        "functions": [
        %s
        ]
        }
        """
            .formatted(String.join(",\n", functions)));
  }

  static void write(VfioPciFunction function, Transcript answers) throws IOException {
    write(function.text() + ".txt", "# What Linux' vfio-pci answered in a QEMU guest.\n" + answers);
  }

  private static String write(String name, String text) throws IOException {
    Files.createDirectories(FOLDER);
    Files.writeString(FOLDER.resolve(name), text);
    return text;
  }
}
