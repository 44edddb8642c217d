package io.vfio4j.testkit.contract.socket;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqFlag;
import io.vfio4j.api.irq.IrqInfo;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.testkit.client.ClientIrq;
import io.vfio4j.testkit.client.ClientIrqs;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Interrupts behind a socket, and which of them were turned on. */
final class SocketIrqs {
  private final ServerConnection connection;
  private final Set<Integer> on = new TreeSet<>();

  SocketIrqs(ServerConnection connection) {
    this.connection = connection;
  }

  IrqInfo info(int index) {
    return connection.ask(client -> info(client.irqs().info(index)));
  }

  private static IrqInfo info(ClientIrq answer) {
    Set<IrqFlag> flags =
        Stream.of(IrqFlag.values())
            .filter(flag -> (answer.flags() & flag.bit()) != 0)
            .collect(Collectors.toSet());
    return new IrqInfo(answer.index(), answer.count(), flags);
  }

  void set(IrqSet set) {
    int action =
        switch (set.action()) {
          case MASK -> ClientIrqs.MASK;
          case UNMASK -> ClientIrqs.UNMASK;
          case TRIGGER -> ClientIrqs.TRIGGER;
        };
    switch (set.data()) {
      case IrqSet.Data.None() -> send(ClientIrqs.NONE | action, set, new byte[0]);
      case IrqSet.Data.Bools(List<Boolean> values) ->
          send(ClientIrqs.BOOL | action, set, bytes(values));
      case IrqSet.Data.EventFds(List<Optional<EventNotifier>> notifiers) -> {
        send(ClientIrqs.EVENTFD | action, set, new byte[0], descriptors(notifiers));
        on.add(set.index());
      }
    }
  }

  private static byte[] bytes(List<Boolean> values) {
    byte[] bytes = new byte[values.size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) (values.get(i) ? 1 : 0);
    }
    return bytes;
  }

  /** A message has a descriptor for each vector or none. */
  private static Descriptor[] descriptors(List<Optional<EventNotifier>> notifiers) {
    List<Descriptor> descriptors = new ArrayList<>();
    for (Optional<EventNotifier> notifier : notifiers) {
      if (notifier.isPresent() && notifier.get() instanceof SocketNotifier here) {
        descriptors.add(here.eventFd().descriptor());
      }
    }
    if (!descriptors.isEmpty() && descriptors.size() < notifiers.size()) {
      throw VfioException.refused(Errno.EINVAL, "vfio-user sends eventfds for all or for none");
    }
    return descriptors.toArray(Descriptor[]::new);
  }

  private void send(int flags, IrqSet set, byte[] bools, Descriptor... descriptors) {
    connection.ask(client -> {
      client.irqs().set(flags, set.index(), set.start(), set.count(), bools, descriptors);
      return true;
    });
  }

  /** Turns off what a rule left on. */
  void off() {
    List<Integer> left = List.copyOf(on);
    on.clear();
    for (int index : left) {
      connection.ask(client -> {
        client.irqs().off(index);
        return true;
      });
    }
  }
}
