package io.vfio4j.core.vmm.session;

/** Carries out one command. */
interface Handler {

  /**
   * Reads the request, calls the device, writes the reply's payload.
   *
   * @return how long the payload is
   * @throws io.vfio4j.api.VfioException what the client is told instead
   */
  long handle(Request request, Reply reply);
}
