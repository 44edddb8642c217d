package io.vfio4j.example.trace;

import io.vfio4j.api.DeviceContext;
import io.vfio4j.api.Errno;
import io.vfio4j.api.ProbeDeclined;
import io.vfio4j.api.VariantDriver;
import io.vfio4j.api.VfioDevice;
import io.vfio4j.api.VfioException;
import io.vfio4j.api.pci.PciMatch;
import java.lang.System.Logger.Level;
import java.util.List;
import java.util.Optional;

/**
 * Takes the functions that the operator gives to it: {@code --variant BDF=example-trace}.
 *
 * <p>Settings:
 *
 * <ul>
 *   <li>{@code wraps}: the driver to wrap; if it is not set, the one that would have the function
 *       otherwise.
 *   <li>{@code hide-mmap}: {@code true} tells clients that nothing can be mapped, so that every
 *       access is a message and is seen. If it is not set, {@code false}.
 * </ul>
 */
public final class TraceDriver implements VariantDriver {
  private static final System.Logger LOG = System.getLogger("example-trace");

  /** For the service loader. */
  public TraceDriver() {}

  @Override
  public String name() {
    return "example-trace";
  }

  /** Of its own accord it takes no function. */
  @Override
  public List<PciMatch> idTable() {
    return List.of(PciMatch.none());
  }

  /** If the other driver declines, so does this one. */
  @Override
  public VfioDevice probe(DeviceContext context) throws ProbeDeclined {
    boolean hideMmap = hideMmap(context.setting("hide-mmap").orElse("false"));
    VfioDevice wrapped = wrapped(context);
    String function = context.address() + ": ";
    return new TraceDevice(wrapped, hideMmap, line -> LOG.log(Level.INFO, function + line));
  }

  private static VfioDevice wrapped(DeviceContext context) throws ProbeDeclined {
    Optional<String> name = context.setting("wraps");
    return name.isPresent() ? context.variant(name.get()) : context.nextVariant();
  }

  private static boolean hideMmap(String text) {
    return switch (text) {
      case "true" -> true;
      case "false" -> false;
      default ->
          throw new VfioException(Errno.EINVAL, "hide-mmap '" + text + "' is not true or false");
    };
  }
}
