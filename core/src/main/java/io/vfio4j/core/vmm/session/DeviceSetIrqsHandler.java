package io.vfio4j.core.vmm.session;

import io.vfio4j.api.Errno;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.irq.EventNotifier;
import io.vfio4j.api.irq.IrqAction;
import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.irq.IrqSet;
import io.vfio4j.core.vmm.protocol.DeviceSetIrqs;
import io.vfio4j.core.vmm.protocol.DeviceSetIrqs.Kind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** DEVICE_SET_IRQS: checked in full, then handed to the device with the eventfds that came. */
final class DeviceSetIrqsHandler implements Handler {
  private final Lease lease;
  private final IrqSetter setter;
  private final DeviceSetIrqs asked = new DeviceSetIrqs();

  DeviceSetIrqsHandler(Lease lease) {
    this.lease = lease;
    this.setter = new IrqSetter(lease.device());
  }

  @Override
  public long handle(Request request, Reply reply) {
    request.read(asked);
    asked.check();
    checkVectors();
    checkDescriptors(request.descriptors().size());
    switch (asked.kind()) {
      case NONE -> setter.set(set(new IrqSet.Data.None()));
      case BOOL -> setter.set(set(bools()));
      case EVENTFD -> setEventFds(request);
    }
    return 0;
  }

  private void checkVectors() {
    int index = asked.index();
    require(Integer.compareUnsigned(index, lease.info().irqs()) < 0, "no IRQ index " + index);
    boolean masks = asked.action() != IrqAction.TRIGGER;
    require(!masks || index < IrqIndex.ERR, "ERR and REQ have no mask");
    if (!asked.wholeIndexOff()) {
      long vectors = lease.device().irqInfo(index).count();
      require(asked.first() < vectors, "no such vector");
      require(asked.first() + asked.count() <= vectors, "not as many vectors");
    }
  }

  private void checkDescriptors(int count) {
    boolean one = count == 0 || (asked.kind() == Kind.EVENTFD && count == asked.count());
    require(one, "not one eventfd for each vector");
  }

  private static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw VfioException.refused(Errno.EINVAL, "SET_IRQS: " + otherwise);
    }
  }

  private IrqSet set(IrqSet.Data data) {
    return new IrqSet(
        asked.index(), (int) asked.first(), (int) asked.count(), asked.action(), data);
  }

  private IrqSet.Data bools() {
    List<Boolean> values = new ArrayList<>();
    for (int i = 0; i < asked.count(); i++) {
      values.add(asked.bool(i));
    }
    return new IrqSet.Data.Bools(values);
  }

  /** The device owns the eventfds once it has taken the set, and not before. */
  private void setEventFds(Request request) {
    List<EventFdNotifier> adopted = lease.notifiers().adopt(request.takeDescriptors());
    try {
      setter.set(set(new IrqSet.Data.EventFds(entries(adopted))));
    } catch (RuntimeException | Error e) {
      adopted.forEach(EventFdNotifier::close);
      throw e;
    }
  }

  private List<Optional<EventNotifier>> entries(List<EventFdNotifier> adopted) {
    if (adopted.isEmpty()) {
      return Collections.nCopies((int) asked.count(), Optional.empty());
    }
    List<Optional<EventNotifier>> entries = new ArrayList<>(adopted.size());
    adopted.forEach(each -> entries.add(Optional.of(each)));
    return entries;
  }
}
