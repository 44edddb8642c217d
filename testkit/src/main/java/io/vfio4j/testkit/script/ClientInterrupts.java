package io.vfio4j.testkit.script;

import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.core.linux.Descriptor;
import io.vfio4j.testkit.client.ClientIrqs;
import io.vfio4j.testkit.client.VfioUserClient;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** SET_IRQS by messages, which have an eventfd for each vector or for none. */
final class ClientInterrupts {
  private final EventFdTable given = new EventFdTable();

  EventFdTable given() {
    return given;
  }

  String set(VfioUserClient client, Operation.SetIrqs asked) {
    if (asked.values().contains("e") && asked.values().contains("-")) {
      return ScriptReader.NOT_EXPRESSIBLE;
    }
    List<ClientEventFd> eventFds = eventFds(asked);
    try {
      send(client, asked, eventFds);
    } catch (RuntimeException e) {
      eventFds.forEach(ClientEventFd::close);
      throw e;
    }
    note(asked, eventFds);
    return ScriptReader.DONE;
  }

  private static List<ClientEventFd> eventFds(Operation.SetIrqs asked) {
    return asked.values().contains("e")
        ? Stream.generate(ClientEventFd::create).limit(asked.count()).toList()
        : List.of();
  }

  private static void send(
      VfioUserClient client, Operation.SetIrqs asked, List<ClientEventFd> eventFds) {
    byte[] bools = new byte[asked.data() == VectorData.BOOL ? asked.count() : 0];
    for (int i = 0; i < bools.length; i++) {
      bools[i] = (byte) (asked.values().charAt(i) - '0');
    }
    Descriptor[] descriptors =
        eventFds.stream().map(eventFd -> eventFd.eventFd().descriptor()).toArray(Descriptor[]::new);
    int flags = data(asked.data()) | action(asked.action());
    client.irqs().set(flags, asked.index(), asked.start(), asked.count(), bools, descriptors);
  }

  private static int data(VectorData data) {
    return switch (data) {
      case NONE -> ClientIrqs.NONE;
      case BOOL -> ClientIrqs.BOOL;
      case EVENTFD -> ClientIrqs.EVENTFD;
    };
  }

  private static int action(IrqAction action) {
    return switch (action) {
      case MASK -> ClientIrqs.MASK;
      case UNMASK -> ClientIrqs.UNMASK;
      case TRIGGER -> ClientIrqs.TRIGGER;
    };
  }

  private void note(Operation.SetIrqs asked, List<ClientEventFd> eventFds) {
    if (asked.data() != VectorData.EVENTFD) {
      return;
    }
    given.put(
        asked,
        eventFds.isEmpty()
            ? Collections.nCopies(asked.count(), Optional.<ClientEventFd>empty())
            : eventFds.stream().map(Optional::of).toList());
  }

  void close() {
    given.close();
  }
}
