package io.vfio4j.testkit.script;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.core.linux.LinuxException;
import io.vfio4j.testkit.client.VfioUserError;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Carries out a script and notes the answers. What differs from one kind of device to another is
 * the subclass.
 *
 * @since 0.1
 */
public abstract sealed class ScriptReader permits SpiReader, VfioUserReader {
  /** The answer to what cannot be said to a device of this kind. */
  static final String NOT_EXPRESSIBLE = "not expressible";

  /** The answer of what returns 0. */
  static final String DONE = "0";

  private static final String AGAIN = Errno.EAGAIN.name();
  private static final String NO_DEVICE = "no device";

  private boolean bound;
  private int patience;
  private int repeated;
  private Duration settling = Duration.ZERO;

  /** Not bound yet. */
  ScriptReader() {}

  /**
   * Has reads and writes that are answered EAGAIN tried again, as the kernel does below a client
   * that it holds up for as long.
   *
   * @param times how often one operation is, at most
   */
  public final void tryAgain(int times) {
    patience = times;
  }

  /**
   * Has {@code settle} and {@code unmask-signal} wait, as where a device is real. A simulated
   * register's effects are there when its write ends.
   *
   * @param time for interrupts that are under way
   */
  public final void settleFor(Duration time) {
    settling = time;
  }

  private String settled(String answer) {
    long end = System.nanoTime() + settling.toNanos();
    for (long left = settling.toNanos(); left > 0; left = end - System.nanoTime()) {
      LockSupport.parkNanos(left);
    }
    return answer;
  }

  /** How many answers were EAGAIN, and tried again. */
  public final int repeated() {
    return repeated;
  }

  /**
   * Carries out a script. Once.
   *
   * @param script its operations
   * @return a line for each of them
   */
  public final Transcript run(Script script) {
    List<TranscriptLine> lines = new ArrayList<>();
    try {
      for (ScriptLine line : script.lines()) {
        lines.add(new TranscriptLine(line.text(), patientAnswer(line.operation())));
      }
    } finally {
      if (bound) {
        end();
      }
    }
    return new Transcript(lines);
  }

  private String patientAnswer(Operation operation) {
    String answer = answerOrErrno(operation);
    boolean access = operation instanceof Operation.Read || operation instanceof Operation.Write;
    for (int left = patience; left > 0 && access && answer.equals(AGAIN); left--) {
      repeated++;
      answer = answerOrErrno(operation);
    }
    return answer;
  }

  private String answerOrErrno(Operation operation) {
    try {
      return bound || operation instanceof Operation.Probe ? answer(operation) : NO_DEVICE;
    } catch (VfioException e) {
      return e.errno().name();
    } catch (VfioUserError e) {
      return e.errno().name();
    } catch (LinuxException e) {
      return Errno.of(e.errno()).name();
    }
  }

  private String answer(Operation operation) {
    return switch (operation) {
      case Operation.Probe _ -> bind();
      case Operation.Reopen _ -> reopen();
      case Operation.DeviceInfo _ -> info();
      case Operation.Region region -> region(region);
      case Operation.Irq irq -> irq(irq.index());
      case Operation.Read read -> read(read);
      case Operation.Write write -> write(write);
      case Operation.Mmap mmap -> mmap(mmap);
      case Operation.Reset _ -> reset();
      case Operation.SetIrqs set -> setIrqs(set);
      case Operation.Signals signals -> signals(signals);
      case Operation.UnmaskSignal signal -> settled(unmaskSignal(signal));
      case Operation.Settle _ -> settled(DONE);
      case Operation.Feature feature -> feature(feature);
      case Operation.Ioctl ioctl -> ioctl(ioctl);
      case Operation.IoEventFd ioEventFd -> ioEventFd(ioEventFd);
      case Operation.DmaMap map -> dmaMap(map);
      case Operation.DmaUnmap unmap -> dmaUnmap(unmap);
    };
  }

  private String bind() {
    if (bound) {
      throw new ScriptException("probe", "the device is bound already");
    }
    probe();
    bound = true;
    return DONE;
  }

  abstract void probe();

  abstract void end();

  abstract String reopen();

  abstract String info();

  abstract String region(Operation.Region asked);

  abstract String irq(int index);

  abstract String read(Operation.Read asked);

  abstract String write(Operation.Write asked);

  abstract String mmap(Operation.Mmap asked);

  abstract String reset();

  abstract String setIrqs(Operation.SetIrqs asked);

  abstract String signals(Operation.Signals asked);

  abstract String unmaskSignal(Operation.UnmaskSignal asked);

  abstract String feature(Operation.Feature asked);

  abstract String ioctl(Operation.Ioctl asked);

  abstract String ioEventFd(Operation.IoEventFd asked);

  abstract String dmaMap(Operation.DmaMap asked);

  abstract String dmaUnmap(Operation.DmaUnmap asked);
}
