package io.vfio4j.core.vmm.session;

import io.vfio4j.core.vmm.transport.Connection;

/**
 * What is kept of a client from its first message to its end, also while it says nothing.
 *
 * @param served the device that it is given
 * @param connection to it
 * @param negotiation what was agreed on
 * @param faults what went wrong
 * @param dma asks it for its memory
 * @param lease the device in its hands
 * @param files in which it maps regions
 */
record ClientState(
    ServedDevice served,
    Connection connection,
    Negotiation negotiation,
    Faults faults,
    ClientDma dma,
    Lease lease,
    RegionFiles files) {

  static ClientState of(ServedDevice served, Connection connection) {
    Negotiation negotiation = new Negotiation();
    Faults faults = new Faults(served.name());
    ClientDma dma = new ClientDma(connection, negotiation);
    Lease lease = new Lease(served, dma, faults);
    RegionFiles files = new RegionFiles(served.name(), lease, negotiation);
    return new ClientState(served, connection, negotiation, faults, dma, lease, files);
  }

  String name() {
    return served.name();
  }
}
