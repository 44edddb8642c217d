/**
 * What a variant driver compiles against: the device operations of VFIO as Java types.
 *
 * <p>The module has no run-time dependency. Everything in it is either a value, an interface that a
 * plugin implements ({@link io.vfio4j.api.VariantDriver}, {@link io.vfio4j.api.VfioDevice}), or an
 * interface that the host implements and hands to the plugin ({@link io.vfio4j.api.DeviceContext}
 * and what is reached through it). How long each of them stays as it is says {@link
 * io.vfio4j.api.promise.Stable} or {@link io.vfio4j.api.promise.Experimental}.
 */
@org.jspecify.annotations.NullMarked
module io.vfio4j.api {
  requires static org.jspecify;

  exports io.vfio4j.api;
  exports io.vfio4j.api.dma;
  exports io.vfio4j.api.irq;
  exports io.vfio4j.api.pci;
  exports io.vfio4j.api.promise;
  exports io.vfio4j.api.region;
}
