package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A Linux guest with QEMU's own functions, Java, the image and these tests, that carries out shell
 * scripts.
 */
final class VfioHostGuest implements AutoCloseable {
  private static final String READY = "READY";
  private static final String END = "END";

  private final PortGuest guest;

  private VfioHostGuest(PortGuest guest) {
    this.guest = guest;
  }

  /** Boots a guest and waits until it takes scripts. */
  static VfioHostGuest boot(List<VfioPciFunction> functions) throws IOException {
    Path folder = WorkFolder.create("vfio-host");
    VfioPciMachine machine = new VfioPciMachine("2G");
    functions.forEach(machine::with);
    Path kernel = Supplies.kernel();
    List<String> arguments = machine.booting(kernel, Supplies.vfioHostInitramfs(folder));
    return new VfioHostGuest(PortGuest.boot(folder, arguments, READY));
  }

  /**
   * Carries out a shell script.
   *
   * @return the lines that it printed
   * @throws AssertionError if it does not end with status 0
   */
  List<String> sh(String script) throws IOException {
    guest.sendText("", script);
    List<String> lines = guest.linesUpTo(END);
    String printed = String.join("\n", lines.subList(0, lines.size() - 1));
    if (!lines.getLast().equals("0")) {
      throw new AssertionError(script + " ended with " + lines.getLast() + ": " + printed);
    }
    return lines.subList(0, lines.size() - 1);
  }

  /** Gives functions to vfio-pci, where they stay. */
  void take(List<VfioPciFunction> functions) throws IOException {
    sh("take " + addresses(functions, " "));
  }

  static String addresses(List<VfioPciFunction> functions, String between) {
    return functions.stream().map(VfioPciFunction::address).collect(Collectors.joining(between));
  }

  /** Has vfio-pci take a function, carry out a script as the C program reads it, and let it go. */
  Transcript linux(VfioPciFunction function, Script script) throws IOException {
    String text =
        """
        release %1$s
        vfio-script %1$s vfio-pci <<'END'
        %2$s
        END
        release %1$s
        """
            .formatted(function.address(), PortGuest.text(script));
    return Transcript.parse(String.join("\n", sh(text)));
  }

  @Override
  public void close() throws IOException {
    guest.close();
  }
}
