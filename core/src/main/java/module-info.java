/**
 * The host agent: vfio-pci-core, the hosts beneath it, the binding of drivers to functions, and the
 * vfio-user server.
 *
 * <p>Nothing is exported to all, as plugins are in the same process: with the class loader of any
 * object of the host's, one could get at a public class by reflection, and close the agent's
 * descriptors. Who embeds the agent has it on the class path, or opens what is needed with {@code
 * --add-exports}.
 */
@SuppressWarnings("module") // Those two are automatic modules, which are made after this one.
module io.vfio4j.core {
  requires transitive io.vfio4j.api;
  requires com.grack.nanojson;
  requires org.pf4j;
  requires static org.jspecify;

  exports io.vfio4j.core.binding to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.dma to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.host to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.host.acpi to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.host.acpi.aml to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.host.sim to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.host.sim.profile to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.host.vfio to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.limit to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.linux to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.pci to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.plugin to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.vmm.protocol to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.vmm.session to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
  exports io.vfio4j.core.vmm.transport to
      io.vfio4j.distribution,
      io.vfio4j.testkit;
}
