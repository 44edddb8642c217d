/**
 * The host agent: vfio-pci-core, the hosts beneath it, the binding of drivers to functions, and the
 * vfio-user server.
 */
module io.vfio4j.core {
  requires transitive io.vfio4j.api;
  requires com.grack.nanojson;
  requires org.pf4j;
  requires static org.jspecify;

  exports io.vfio4j.core.binding;
  exports io.vfio4j.core.dma;
  exports io.vfio4j.core.host;
  exports io.vfio4j.core.host.acpi;
  exports io.vfio4j.core.host.acpi.aml;
  exports io.vfio4j.core.host.sim;
  exports io.vfio4j.core.host.sim.profile;
  exports io.vfio4j.core.limit;
  exports io.vfio4j.core.pci;
  exports io.vfio4j.core.plugin;
  exports io.vfio4j.core.vmm.session;

  // Also for testkit and distribution, which are not named modules.
  exports io.vfio4j.core.linux;
  exports io.vfio4j.core.vmm.protocol;
  exports io.vfio4j.core.vmm.transport;
}
