package io.vfio4j.testkit.script;

import io.vfio4j.api.irq.IrqAction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The eventfds that a script gave, by index, vector and what they are for. */
final class EventFdTable {
  private final Map<Place, ScriptEventFd> given = new HashMap<>();

  private record Place(int index, int vector, IrqAction action) {}

  /** Notes what a SET_IRQS gave and took away; an entry for each vector. */
  void put(Operation.SetIrqs set, List<? extends Optional<? extends ScriptEventFd>> entries) {
    for (int i = 0; i < entries.size(); i++) {
      Place place = new Place(set.index(), set.start() + i, set.action());
      ScriptEventFd before =
          entries.get(i).isPresent()
              ? given.put(place, entries.get(i).orElseThrow())
              : given.remove(place);
      if (before != null) {
        before.close();
      }
    }
  }

  String signals(Operation.Signals asked) {
    return IntStream.range(asked.start(), asked.start() + asked.count())
        .mapToObj(vector -> given.get(new Place(asked.index(), vector, IrqAction.TRIGGER)))
        .map(eventFd -> Long.toString(eventFd == null ? 0 : eventFd.drain()))
        .collect(Collectors.joining(" "));
  }

  String unmaskSignal(Operation.UnmaskSignal asked) {
    ScriptEventFd eventFd = given.get(new Place(asked.index(), asked.vector(), IrqAction.UNMASK));
    if (eventFd == null) {
      return "none";
    }
    eventFd.signal();
    return ScriptReader.DONE;
  }

  void close() {
    given.values().forEach(ScriptEventFd::close);
    given.clear();
  }
}
