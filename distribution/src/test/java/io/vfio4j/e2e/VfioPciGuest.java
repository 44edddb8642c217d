package io.vfio4j.e2e;

import io.vfio4j.testkit.script.Script;
import io.vfio4j.testkit.script.Transcript;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A Linux guest with all functions, each behind a root port of its own. It describes them, and has
 * vfio-pci take them and carry out scripts.
 */
final class VfioPciGuest implements AutoCloseable {
  private static final String READY = "READY";
  private static final String END = "END";

  private final PortGuest guest;

  private VfioPciGuest(PortGuest guest) {
    this.guest = guest;
  }

  /**
   * Boots a guest and waits until it takes scripts.
   *
   * @param plain the socket of the function that is served
   */
  static VfioPciGuest boot(Path plain) throws IOException {
    Path folder = WorkFolder.create("vfio-pci");
    VfioPciMachine machine = new VfioPciMachine("1G");
    for (VfioPciFunction function : VfioPciFunction.values()) {
      if (function == VfioPciFunction.PLAIN) {
        machine.with(function, plain);
      } else {
        machine.with(function);
      }
    }
    Path kernel = Supplies.kernel();
    List<String> arguments = machine.booting(kernel, Supplies.vfioPciInitramfs(folder));
    return new VfioPciGuest(PortGuest.boot(folder, arguments, READY));
  }

  /** The function as a profile has it, in lines. */
  List<String> capture(VfioPciFunction function) throws IOException {
    guest.send("capture %s %s".formatted(function.address(), function.registers()));
    return guest.linesUpTo(END);
  }

  /**
   * Has vfio-pci take a function, carry out a script, and let it go.
   *
   * @throws AssertionError if the guest's reader makes nothing of the script
   */
  Transcript run(VfioPciFunction function, Script script) {
    return guest.run("script %s ".formatted(function.address()), script, END);
  }

  @Override
  public void close() throws IOException {
    guest.close();
  }
}
