package io.vfio4j.core.binding;

import io.vfio4j.api.Errno;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The variants that one driver asks for while it is probed. */
final class WrappedVariants {
  private final Binder binder;
  private final BindableFunction bindable;
  private final List<CatalogDriver> lineage;
  private final List<Search> searches = new ArrayList<>();
  private boolean probing = true;
  private @Nullable Thread prober;

  /**
   * @param lineage the driver, last, after those that wrap it, the outermost first
   */
  WrappedVariants(Binder binder, BindableFunction bindable, List<CatalogDriver> lineage) {
    this.binder = binder;
    this.bindable = bindable;
    this.lineage = List.copyOf(lineage);
  }

  /** The probe is about to be called, by this thread. */
  synchronized void beginOn(Thread thread) {
    prober = thread;
  }

  VfioDevice named(String name) throws ProbeDeclined {
    if (names().anyMatch(name::equals)) {
      String circle =
          Stream.concat(names(), Stream.of(name)).collect(Collectors.joining(" wraps "));
      throw new VfioException(
          Errno.EINVAL, "a circle: " + circle + "; have one of them wrap another driver");
    }
    return device(binder.wrapped(name, bindable.function(), wrapper()));
  }

  VfioDevice next() throws ProbeDeclined {
    return device(binder.behind(lineage, bindable.function(), wrapper()));
  }

  /** No lock is held while plugins run: one that hangs would keep others from giving it up. */
  private VfioDevice device(Selection selection) throws ProbeDeclined {
    requireProbing();
    Search search = new Search(binder, bindable, lineage, selection);
    Binding binding = search.run();
    keep(search);
    if (binding.device().isPresent()) {
      return binding.device().get();
    }
    if (binding.errno().isEmpty() && !binding.candidates().isEmpty()) {
      throw new ProbeDeclined(binding.reason());
    }
    throw VfioException.refused(binding.errno().orElse(Errno.ENODEV), binding.reason());
  }

  private synchronized void keep(Search search) {
    searches.add(search);
    if (!probing) {
      search.released();
    }
    requireProbing();
  }

  private synchronized void requireProbing() {
    if (!probing || prober != Thread.currentThread()) {
      throw new IllegalStateException("other variants can be had in probe alone, on its thread");
    }
  }

  private Stream<String> names() {
    return lineage.stream().map(CatalogDriver::name);
  }

  private String wrapper() {
    return lineage.getLast().name();
  }

  /** Every driver that was asked for, in the order in which they were. */
  synchronized List<Candidate> candidates() {
    return searches.stream().flatMap(search -> search.candidates().stream()).toList();
  }

  /** The driver took the function, and with it the devices that it asked for. */
  synchronized void bound() {
    probing = false;
    searches.forEach(Search::bound);
  }

  /** The driver did not take it. */
  synchronized void released() {
    probing = false;
    searches.forEach(Search::released);
  }
}
