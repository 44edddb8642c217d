package io.vfio4j.distribution.demo;

import io.vfio4j.api.irq.IrqIndex;
import io.vfio4j.api.region.RegionIndex;
import io.vfio4j.api.region.Register;
import io.vfio4j.api.region.SparseMmapArea;
import io.vfio4j.core.binding.Binding;
import io.vfio4j.core.linux.EventFd;
import io.vfio4j.distribution.serve.Served;
import io.vfio4j.testkit.client.ClientDevice;
import io.vfio4j.testkit.client.ClientIrqs;
import io.vfio4j.testkit.client.ClientRegion;
import io.vfio4j.testkit.client.VfioUserClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Attaches to one function as a VMM would, goes, and comes back. */
final class FunctionVisit {
  private static final int COMMAND = 0x04;
  private static final int MEMORY_AND_MASTER = 0x06;
  private static final int BARS = 0x10;
  private static final String BAR = "_BAR";

  private final Served served;
  private final Checks checks = new Checks();
  private final List<SeenRegion> regions = new ArrayList<>();

  FunctionVisit(Served served) {
    this.served = served;
  }

  Visit run() {
    checks.run("detach", this::attach);
    checks.run("attach again", this::attachAgain);
    return new Visit(binding(), List.copyOf(regions), checks.all());
  }

  private Binding binding() {
    return served.function().binding();
  }

  private String attach() {
    try (VfioUserClient client = VfioUserClient.connect(served.path())) {
      checks.run("negotiate", () -> negotiated(client));
      checks.run("size BARs", () -> sizeBars(client));
      enableMemory(client);
      visitMemory(client);
      visitWhatItHas(client);
    }
    return "the client has gone, without a word, as VMMs do";
  }

  /** Not every function has a BAR, messages or a reset. */
  private void visitWhatItHas(VfioUserClient client) {
    if (regions.stream().anyMatch(region -> region.bar().index() == 0)) {
      PlainFunction.visit(client, checks);
    }
    if (vectors(client, messages(client)) > 0) {
      checks.run("fire", () -> fire(client));
    }
    if (client.info().resettable()) {
      checks.run("reset", () -> reset(client));
    }
  }

  private static String negotiated(VfioUserClient client) {
    CheckFailed.unless(client.version().major() == 0, "version %s", client.version());
    ClientDevice device = client.info();
    CheckFailed.unless(
        device.regions() == RegionIndex.COUNT && device.irqs() == IrqIndex.COUNT,
        "not a PCI device's numbers: %s",
        device);
    return "version 0.%d, %d regions, %d interrupt indices, %s"
        .formatted(
            client.version().minor(),
            device.regions(),
            device.irqs(),
            device.resettable() ? "can be reset" : "cannot be reset");
  }

  private String sizeBars(VfioUserClient client) {
    for (SizedBar bar : new BarSizing(client).all()) {
      try (ClientRegion region = client.region(bar.index())) {
        CheckFailed.unless(
            region.size() == bar.size(),
            "BAR %d is of 0x%x by config space, of 0x%x by region info",
            bar.index(),
            bar.size(),
            region.size());
        regions.add(new SeenRegion(bar, name(bar.index()), region.mappableAreas()));
      }
    }
    return "config space and region info agree on %d %s"
        .formatted(regions.size(), regions.size() == 1 ? "BAR" : "BARs");
  }

  /** What the variant calls a BAR that it makes up, from the name of its register. */
  private String name(int bar) {
    return binding().device().orElseThrow().registers().stream()
        .filter(register -> register.overlaps(RegionIndex.CONFIG, BARS + 4L * bar, 4))
        .map(Register::name)
        .filter(name -> name.endsWith(BAR))
        .map(name -> name.substring(0, name.length() - BAR.length()).toLowerCase(Locale.ROOT))
        .findFirst()
        .orElse("");
  }

  private static void enableMemory(VfioUserClient client) {
    long command = client.readRegister(RegionIndex.CONFIG, COMMAND, 2);
    client.writeRegister(RegionIndex.CONFIG, COMMAND, 2, command | MEMORY_AND_MASTER);
  }

  private void visitMemory(VfioUserClient client) {
    for (SeenRegion region : memories()) {
      MemoryVisit memory = memory(client, region);
      String bar = "BAR " + region.bar().index();
      checks.run(bar + " memory", memory::bothSides);
      if (region.tail() > 0) {
        checks.run(bar + " tail", () -> memory.tail(region.bar().size()));
      }
    }
  }

  /** BARs to write to: BAR 0 is where functions have their registers. */
  private List<SeenRegion> memories() {
    return regions.stream()
        .filter(region -> region.bar().prefetchable() && region.bar().index() > 0)
        .filter(region -> !region.areas().isEmpty())
        .toList();
  }

  private static MemoryVisit memory(VfioUserClient client, SeenRegion region) {
    SparseMmapArea area = region.areas().getFirst();
    return new MemoryVisit(client, region.bar().index(), area);
  }

  private static int messages(VfioUserClient client) {
    return vectors(client, IrqIndex.MSIX) > 0 ? IrqIndex.MSIX : IrqIndex.MSI;
  }

  private static int vectors(VfioUserClient client, int index) {
    return client.irqs().info(index).count();
  }

  private static String fire(VfioUserClient client) {
    int index = messages(client);
    int vectors = vectors(client, index);
    try (EventFd eventFd = EventFd.create()) {
      client.irqs().eventFds(index, vectors - 1, eventFd);
      client.irqs().act(ClientIrqs.TRIGGER, index, vectors - 1, 1);
      Signals.await(eventFd, "vector " + (vectors - 1));
      client.irqs().off(index);
    }
    return "%s has %d vectors; the last one, fired by SET_IRQS, came by eventfd"
        .formatted(index == IrqIndex.MSIX ? "MSI-X" : "MSI", vectors);
  }

  private String reset(VfioUserClient client) {
    client.reset();
    enableMemory(client);
    memories().forEach(region -> memory(client, region).checkStill());
    return "done; memory is as it was left";
  }

  private String attachAgain() {
    try (VfioUserClient client = VfioUserClient.connect(served.path())) {
      enableMemory(client);
      memories().forEach(region -> memory(client, region).checkStill());
    }
    return "the next client finds memory as the first one left it";
  }
}
