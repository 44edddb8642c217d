package io.vfio4j.core.host.sim;

import io.vfio4j.core.host.HostBar;
import io.vfio4j.core.host.HostFunction;
import java.util.ArrayDeque;
import java.util.Queue;

/** The plain function of a built-in profile, with a client whose worker runs when it is told to. */
final class PlainFunction implements AutoCloseable {
  static final int RAISE = 0x20;
  static final int ACKNOWLEDGE = 0x24;
  static final int MSIX_CONTROL = 0xb2;
  static final int MSI_CONTROL = 0x4a;
  static final int PBA = 0x800;

  final SimHost host = SimHosts.open("sim:gh200-96g");
  final HostFunction function = host.functions().get(1);
  final RecordingListener listener = new RecordingListener();
  final FakeGuestMemory guest = new FakeGuestMemory(0x1_0000_0000L, 1 << 20);
  final Queue<Runnable> worker = new ArrayDeque<>();

  PlainFunction() {
    function.attach(listener, guest, worker::add);
  }

  HostBar bar(int index) {
    return function.bar(index).orElseThrow();
  }

  void enableMsix() {
    function.configWrite(MSIX_CONTROL, 2, 0x8000);
  }

  void enableMsi() {
    function.configWrite(MSI_CONTROL, 2, 0x0021);
  }

  void raise(int vector) {
    bar(0).write(RAISE, 4, vector);
  }

  long pending() {
    return bar(4).read(PBA, 8);
  }

  /** Runs what the worker has been given. */
  void work() {
    while (!worker.isEmpty()) {
      worker.remove().run();
    }
  }

  @Override
  public void close() {
    host.close();
  }
}
